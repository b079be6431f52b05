package dev.reverie.experiments.config;

import dev.reverie.controller.Features;
import java.util.Objects;

/**
 * C, a linear controller, and how CMA-ES finds it.
 *
 * @param features
 *            what C sees
 * @param bias
 *            whether C has a constant for each output
 * @param population
 *            candidates in a generation
 * @param repeats
 *            episodes, dreams or real ones, that a candidate's fitness is the mean of
 * @param generations
 *            how many; where C is evolved in the dream first, how many there
 * @param stepSize
 *            of the strategy at its start, where every parameter is 0
 * @param where
 *            in the dream, in the environment, or in one after the other
 * @param realGenerations
 *            how many follow in the environment after those in the dream; 0 unless that is what {@code where} says
 * @param cap
 *            an episode is cut off at so many times the mean length of the generation before; 0 is never, 2 is the published code's
 * @param weightDecay
 *            times the mean square of a candidate's parameters is taken from its return; the published code has −0.01: by a wrong sign it rewards large
 *            parameters, and all published numbers were made so
 * @param chances
 *            which candidates play the same episodes
 */
public record EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize, Where where,
        int realGenerations, double cap, double weightDecay, Chances chances) {
    public EvolveConfig {
        Objects.requireNonNull(features, "features");
        Check.atLeast(2, "population", population);
        Check.atLeast(1, "repeats", repeats);
        Check.atLeast(1, "generations", generations);
        Check.positive("stepSize", stepSize);
        Objects.requireNonNull(where, "where");
        if ((where == Where.DREAM_THEN_REAL) != (realGenerations > 0) || realGenerations < 0) {
            throw new IllegalArgumentException("realGenerations must be "
                    + (where == Where.DREAM_THEN_REAL ? ">= 1 where evolve.where is dream-then-real" : "0 where evolve.where is " + where)
                    + ", was " + realGenerations);
        }
        if (!(cap == 0 || cap >= 1) || Double.isInfinite(cap)) {
            throw new IllegalArgumentException("cap must be 0 for none, or >= 1, was " + cap);
        }
        if (!Double.isFinite(weightDecay)) {
            throw new IllegalArgumentException("weightDecay must be finite, was " + weightDecay);
        }
        Objects.requireNonNull(chances, "chances");
    }

    /** In the dream, without quirks. */
    public EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize) {
        this(features, bias, population, repeats, generations, stepSize, Where.DREAM, 0, 0, 0, Chances.SHARED);
    }

    /** Of both kinds. */
    public int allGenerations() {
        return generations + realGenerations;
    }

    /** Whether a generation, from 0, plays the environment. */
    public boolean isReal(int generation) {
        return where == Where.REAL || generation >= generations && where == Where.DREAM_THEN_REAL;
    }
}
