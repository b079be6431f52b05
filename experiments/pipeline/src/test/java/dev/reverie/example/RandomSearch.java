package dev.reverie.example;

import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.StrategyProvider;
import dev.reverie.controller.es.StrategySettings;
import dev.reverie.controller.es.StrategyState;
import dev.reverie.core.Seed;
import java.util.List;

/** A strategy of a user's own: the best of all random candidates, drawn around zeros. */
public final class RandomSearch implements EvolutionStrategy {
    private StrategyState state;

    private RandomSearch(StrategyState state) {
        this.state = state;
    }

    @Override
    public int size() {
        return state.size();
    }

    @Override
    public int population() {
        return state.count("population");
    }

    @Override
    public int generation() {
        return state.count("generation");
    }

    @Override
    public double[][] ask() {
        var candidates = new double[population()][];
        for (int k = 0; k < candidates.length; k++) {
            var random = new Seed(state.text("seed")).child("candidate", generation(), k).random();
            candidates[k] = random.doubles(size(), -stepSize(), stepSize()).toArray();
        }
        return candidates;
    }

    @Override
    public void tell(double... fitness) {
        var candidates = ask();
        for (int k = 0; k < fitness.length; k++) {
            if (fitness[k] > state.number("best")) {
                state = state.with("best", fitness[k]).with("mean", candidates[k]);
            }
        }
        state = state.with("generation", generation() + 1L);
    }

    @Override
    public double[] mean() {
        return state.doubles("mean", size());
    }

    @Override
    public double stepSize() {
        return state.number("stepSize");
    }

    @Override
    public StrategyState state() {
        return state;
    }

    @Override
    public void restore(StrategyState other) {
        state = other;
    }

    /**
     * By which {@code evolve.strategy: random-search} and {@code --strategy random-search} find it; option {@code reach} is in step sizes.
     */
    public static final class Provider implements StrategyProvider {
        @Override
        public String name() {
            return "random-search";
        }

        @Override
        public List<String> options() {
            return List.of("reach");
        }

        @Override
        public EvolutionStrategy create(int size, StrategySettings settings, Seed seed) {
            return new RandomSearch(StrategyState.of(name()).with("seed", seed.path()).with("generation", 0L)
                    .with("population", settings.population()).with("stepSize", settings.number("reach", 1) * settings.stepSize())
                    .with("best", Double.NEGATIVE_INFINITY).with("mean", new double[size]));
        }

        @Override
        public EvolutionStrategy restored(StrategyState state) {
            return new RandomSearch(state);
        }
    }
}
