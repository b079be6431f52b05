package dev.reverie.example;

import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.StrategyProvider;
import dev.reverie.controller.es.StrategySettings;
import dev.reverie.controller.es.StrategyState;
import dev.reverie.core.Seed;
import java.util.Arrays;

/** Goes to the best of some random neighbours, or stays. The guide's example of a strategy of one's own: its lines are these. */
public final class HillClimber implements EvolutionStrategy {
    private static final String NAME = "hill-climber";

    private Seed seed;
    private int generation;
    private double stepSize;
    private double[] mean;
    private double[][] asked;

    public HillClimber(double[] start, double stepSize, Seed seed) {
        this.seed = seed;
        this.stepSize = stepSize;
        mean = start.clone();
    }

    @Override
    public double[][] ask() {
        if (asked == null) {
            asked = new double[population()][];
            for (int k = 0; k < asked.length; k++) {
                var random = seed.child("candidate", generation, k).random();
                asked[k] = mean.clone();
                for (int i = 0; k > 0 && i < mean.length; i++) { // candidate 0 is where it stands
                    asked[k][i] += stepSize * random.nextGaussian();
                }
            }
        }
        return Arrays.stream(asked).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public void tell(double... fitness) {
        if (asked == null) {
            throw new IllegalStateException("tell must follow ask");
        }
        if (fitness.length != population()) {
            throw new IllegalArgumentException("fitness must have " + population() + " values, had " + fitness.length);
        }
        int best = 0;
        for (int k = 0; k < fitness.length; k++) {
            if (Double.isNaN(fitness[k])) {
                throw new IllegalArgumentException("fitness of candidate " + k + " must be a number, was NaN");
            }
            best = fitness[k] > fitness[best] ? k : best;
        }
        mean = asked[best];
        generation++;
        asked = null;
    }

    @Override
    public StrategyState state() {
        return StrategyState.of(NAME).with("seed", seed.path()).with("generation", generation).with("stepSize", stepSize)
                .with("mean", mean);
    }

    @Override
    public void restore(StrategyState state) {
        var other = new HillClimber(state.doubles("mean", mean.length), state.number("stepSize"), new Seed(state.text("seed")));
        generation = state.count("generation");
        seed = other.seed;
        stepSize = other.stepSize;
        mean = other.mean;
        asked = null;
    }

    @Override
    public int size() {
        return mean.length;
    }

    @Override
    public int population() {
        return 16;
    }

    @Override
    public int generation() {
        return generation;
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double stepSize() {
        return stepSize;
    }

    /** By which it is found by its name, in a configuration and in a file of its state. */
    public static final class Provider implements StrategyProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public EvolutionStrategy create(int size, StrategySettings settings, Seed seed) {
            return new HillClimber(new double[size], settings.stepSize(), seed);
        }

        @Override
        public EvolutionStrategy restored(StrategyState state) {
            var strategy = new HillClimber(new double[state.size()], 1, Seed.of(0));
            strategy.restore(state);
            return strategy;
        }
    }
}
