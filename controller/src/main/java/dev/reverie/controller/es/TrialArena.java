package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.core.WorkerTeam;
import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** See {@link Arena#of(EpisodeFitness, FailurePolicy, Pool)}. */
record TrialArena(EpisodeFitness trial, FailurePolicy failures, Pool pool) implements Arena {
    TrialArena {
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Scores play(double[][] candidates, int[] players, int[] numbers, int maxSteps, Seed seed) {
        var returns = new double[players.length];
        var failed = new FailurePolicy.Failure[players.length];
        pool.run(players.length, i -> {
            if (WorkerTeam.isInterrupted()) {
                throw new CancellationException("interrupted while candidates were evaluated");
            }
            var chances = seed.child("episode", numbers[i]);
            try {
                returns[i] = trial.play(candidates[players[i]], chances);
                if (Double.isNaN(returns[i])) {
                    failed[i] = new FailurePolicy.Failure(players[i], chances, new ArithmeticException("its return is NaN"));
                }
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                failed[i] = new FailurePolicy.Failure(players[i], chances, e);
            }
        });
        var told = new HashSet<Integer>();
        for (int i = 0; i < failed.length; i++) {
            if (failed[i] != null) {
                returns[i] = Double.NEGATIVE_INFINITY;
                if (told.add(failed[i].candidate())) {
                    tell(failed[i]);
                }
            }
        }
        return new Scores(returns, new int[returns.length], new long[returns.length]);
    }

    private void tell(FailurePolicy.Failure failure) {
        if (!(failures instanceof FailurePolicy.CountAsWorst worst)) {
            throw new EpisodeFailedException(failure);
        }
        worst.report().accept(failure);
    }
}
