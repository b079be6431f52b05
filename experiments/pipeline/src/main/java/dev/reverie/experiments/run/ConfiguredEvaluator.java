package dev.reverie.experiments.run;

import dev.reverie.controller.es.Evaluator;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.EvolveConfig;
import java.util.function.IntSupplier;

/** What candidates are worth, generation by generation: in the dream or in the environment, cut off and corrected as the configuration says. */
final class ConfiguredEvaluator implements Evaluator {
    private final EvolveConfig config;
    private final DreamEvaluator dreams;
    private final RealEvaluator real;
    private final IntSupplier generation;
    private double meanLength;

    /**
     * @param generation
     *            the number of the generation that is evaluated next
     * @param meanLength
     *            of the episodes of the generation before; NaN if there was none
     */
    ConfiguredEvaluator(EvolveConfig config, DreamEvaluator dreams, RealEvaluator real, IntSupplier generation, double meanLength) {
        this.config = config;
        this.dreams = dreams;
        this.real = real;
        this.generation = generation;
        this.meanLength = meanLength;
    }

    /** Steps of an episode of the last generation. */
    double meanLength() {
        return meanLength;
    }

    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        int number = generation.getAsInt();
        boolean inEnvironment = config.isReal(number);
        // real episodes say nothing about how long dreams are
        boolean first = Double.isNaN(meanLength) || inEnvironment != config.isReal(number - 1);
        int most = config.cap() == 0 || first ? Integer.MAX_VALUE : (int) Math.ceil(config.cap() * meanLength);
        Scores scores = inEnvironment ? real.play(most, seed, candidates) : dreams.play(most, seed, candidates);
        meanLength = scores.meanLength();
        return mean(scores.returns(), config.repeats());
    }

    /** Of each candidate's episodes, which stand together. */
    static double[] mean(double[] returns, int repeats) {
        var means = new double[returns.length / repeats];
        for (int i = 0; i < returns.length; i++) {
            means[i / repeats] += returns[i] / repeats;
        }
        return means;
    }
}
