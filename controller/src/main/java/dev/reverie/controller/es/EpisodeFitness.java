package dev.reverie.controller.es;

import dev.reverie.core.Seed;

/** One episode of one candidate. */
@FunctionalInterface
public interface EpisodeFitness {
    /**
     * Plays it; called by several threads at once.
     *
     * @param candidate
     *            parameters, not modified
     * @param seed
     *            of all the episode's chances, the same for all candidates of a generation
     * @return greater is better; NaN counts as a failure
     */
    double play(double[] candidate, Seed seed);
}
