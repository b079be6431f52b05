package dev.reverie.controller.es;

import dev.reverie.core.Seed;

/** What gives candidates their fitness: on threads, in a batch of dreams, on a cluster. */
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
