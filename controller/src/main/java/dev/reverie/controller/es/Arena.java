package dev.reverie.controller.es;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Pool;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import java.util.stream.IntStream;

/** Where candidates play their episodes: an environment, or dreams. */
@FunctionalInterface
public interface Arena {
    /**
     * Plays some episodes.
     *
     * @param candidates
     *            parameters, [N][n], not modified
     * @param players
     *            whose episode each is, [E] of 0..N-1
     * @param numbers
     *            which episode of the generation each is, [E]; equal numbers have equal chances
     * @param maxSteps
     *            after which an episode is cut off, at least 1
     * @param seed
     *            of the generation
     * @return of every episode, in order; a return of −∞ says that it failed, NaN is not allowed
     */
    Scores play(double[][] candidates, int[] players, int[] numbers, int maxSteps, Seed seed);

    /** Plays the episodes 0, 1, … of one candidate. */
    default Scores play(double[] candidate, int episodes, int maxSteps, Seed seed) {
        return play(new double[][]{candidate}, new int[episodes], IntStream.range(0, episodes).toArray(), maxSteps, seed);
    }

    /** One episode at a time, on the engine's threads; a failure stops the run. */
    static Arena of(EpisodeFitness trial) {
        return of(trial, new FailurePolicy.Stop(), Engine.current().pool());
    }

    /**
     * One episode at a time, on all threads; the number of threads changes no bit. Episode e has {@code seed.child("episode", e)}. It does
     * not know lengths, and cuts nothing off.
     *
     * @param failures
     *            what becomes of candidates whose episode fails
     */
    static Arena of(EpisodeFitness trial, FailurePolicy failures, Pool pool) {
        return new TrialArena(trial, failures, pool);
    }
}
