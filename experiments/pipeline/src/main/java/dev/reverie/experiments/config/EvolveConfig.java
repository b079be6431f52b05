package dev.reverie.experiments.config;

import dev.reverie.controller.Features;
import java.util.Objects;

/**
 * C, a linear controller, and how CMA-ES finds it in the dream.
 *
 * @param features
 *            what C sees
 * @param bias
 *            whether C has a constant for each output
 * @param population
 *            candidates in a generation
 * @param repeats
 *            dreams that a candidate's fitness is the mean of
 * @param generations
 *            how many
 * @param stepSize
 *            of the strategy at its start, where every parameter is 0
 */
public record EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize) {
    public EvolveConfig {
        Objects.requireNonNull(features, "features");
        Check.atLeast(2, "population", population);
        Check.atLeast(1, "repeats", repeats);
        Check.atLeast(1, "generations", generations);
        Check.positive("stepSize", stepSize);
    }
}
