package dev.reverie.controller.es;

import dev.reverie.core.Seed;

/**
 * The population, step size and budget of one run of a restarted CMA-ES. A value; {@link #next} gives that of the next run.
 *
 * @param kind
 *            how populations follow each other
 * @param run
 *            number of the run, from 0
 * @param largeRuns
 *            how many runs with a doubled population there were, this one included
 * @param large
 *            whether this one is such a run; the first counts as a small one
 * @param smallEvaluations
 *            of candidates in all earlier small runs
 * @param largeEvaluations
 *            of candidates in all earlier large runs
 * @param population
 *            λ of this run
 * @param stepSize
 *            σ at its beginning
 * @param budget
 *            evaluations after which it ends whatever it has found
 */
record RestartSchedule(Kind kind, int run, int largeRuns, boolean large, long smallEvaluations, long largeEvaluations, int population,
        double stepSize, long budget) {
    /** Doublings at most: Hansen 2009, section 2. Later runs have the largest population. */
    private static final int MAX_DOUBLINGS = 9;

    /** How populations follow each other. */
    enum Kind {
        /**
         * Each run has twice the population of the one before: Auger and Hansen, "A restart CMA evolution strategy with increasing
         * population size", CEC 2005.
         */
        IPOP("ipop-cma-es"),
        /**
         * Runs with doubled populations, and between them small ones with a small step size, for as many evaluations in all: Hansen,
         * "Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed", GECCO 2009 (workshop).
         */
        BIPOP("bipop-cma-es");

        private final String strategy;

        Kind(String strategy) {
            this.strategy = strategy;
        }

        /** The name of the strategy. */
        String strategy() {
            return strategy;
        }
    }

    static RestartSchedule first(Kind kind, int population, double stepSize) {
        return new RestartSchedule(kind, 0, 0, false, 0, 0, population, stepSize, Long.MAX_VALUE);
    }

    /**
     * The run after this one.
     *
     * @param usual
     *            λ of the first run
     * @param first
     *            σ of the first run
     * @param evaluations
     *            that this run took
     * @param seed
     *            of what is drawn
     */
    RestartSchedule next(int usual, double first, long evaluations, Seed seed) {
        long smallSum = smallEvaluations + (large ? 0 : evaluations);
        long largeSum = largeEvaluations + (large ? evaluations : 0);
        if (kind == Kind.BIPOP && smallSum < largeSum) {
            var random = seed.child("size", run + 1).random();
            double u = random.nextDouble();
            double half = StrictMath.pow(2, Math.min(MAX_DOUBLINGS, largeRuns) - 1); // ½ λ_large / λ_usual
            int small = Math.max(2, (int) Math.floor(usual * StrictMath.pow(half, u * u)));
            double narrow = first * StrictMath.pow(10, -2 * random.nextDouble());
            return new RestartSchedule(kind, run + 1, largeRuns, false, smallSum, largeSum, small, narrow, largeSum / 2);
        }
        int doublings = Math.min(MAX_DOUBLINGS, largeRuns + 1);
        return new RestartSchedule(kind, run + 1, largeRuns + 1, true, smallSum, largeSum, usual << doublings, first, Long.MAX_VALUE);
    }

    StrategyState write(StrategyState state) {
        return state.with("run", run).with("largeRuns", largeRuns).with("large", large).with("smallEvaluations", smallEvaluations)
                .with("largeEvaluations", largeEvaluations).with("budget", budget);
    }

    static RestartSchedule read(Kind kind, StrategyState state, CmaEs.Options options) {
        return new RestartSchedule(kind, state.count("run"), state.count("largeRuns"), state.flag("large"),
                state.whole("smallEvaluations"), state.whole("largeEvaluations"), options.population(), options.stepSize(),
                state.whole("budget"));
    }
}
