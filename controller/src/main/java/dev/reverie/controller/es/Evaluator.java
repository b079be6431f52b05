package dev.reverie.controller.es;

import dev.reverie.core.Seed;

/** Gives candidates their fitness, such as by episodes on all threads or by a batch of dreams. */
@FunctionalInterface
public interface Evaluator {
    /**
     * The fitness of each candidate, greater is better.
     *
     * @param candidates
     *            [N][parameters]
     * @param seed
     *            of all randomness of this generation
     * @return [N], no NaN
     */
    double[] evaluate(double[][] candidates, Seed seed);
}
