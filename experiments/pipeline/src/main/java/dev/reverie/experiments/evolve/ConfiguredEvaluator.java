package dev.reverie.experiments.evolve;

import dev.reverie.controller.es.Arena;
import dev.reverie.controller.es.EpisodeEvaluator;
import dev.reverie.controller.es.Evaluator;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.EvolveConfig;
import java.util.function.IntSupplier;

/** Evaluates candidates in the dream or in the environment, with the cap and the racing of the configuration. */
public final class ConfiguredEvaluator implements Evaluator {
    private final EvolveConfig config;
    private final Arena dreams;
    private final Arena real;
    private final IntSupplier generation;
    private double meanLength;

    /**
     * @param dreams
     *            null where no generation plays there
     * @param real
     *            null where no generation plays there
     * @param generation
     *            the number of the generation that is evaluated next
     * @param meanLength
     *            of the episodes of the generation before; NaN if there was none
     */
    public ConfiguredEvaluator(EvolveConfig config, Arena dreams, Arena real, IntSupplier generation, double meanLength) {
        this.config = config;
        this.dreams = dreams;
        this.real = real;
        this.generation = generation;
        this.meanLength = meanLength;
    }

    /** Steps of an episode of the last generation. */
    public double meanLength() {
        return meanLength;
    }

    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        int number = generation.getAsInt();
        boolean inEnvironment = config.isReal(number);
        // real episodes say nothing about how long dreams are
        boolean first = Double.isNaN(meanLength) || inEnvironment != config.isReal(number - 1);
        int most = config.cap() == 0 || first ? Integer.MAX_VALUE : (int) Math.ceil(config.cap() * meanLength);
        var played = EpisodeEvaluator.of(inEnvironment ? real : dreams, config.repeats()).withMaxSteps(most)
                .withRacing(config.racing().of(candidates.length, config.repeats())).withChances(config.chances()).play(candidates, seed);
        meanLength = played.meanLength();
        return played.fitness();
    }
}
