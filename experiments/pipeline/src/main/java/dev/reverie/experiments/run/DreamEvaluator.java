package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.es.Evaluator;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.Pilot;

/**
 * The fitness of controllers in the dream: the mean return of some dreams each, which begin and go on with the same chances for all candidates of a
 * generation.
 *
 * @param dreams
 *            where they play
 * @param controller
 *            of which kind they are
 * @param repeats
 *            dreams a candidate
 * @param maxSteps
 *            where a dream is cut off
 */
public record DreamEvaluator(DreamBatch dreams, Controller controller, int repeats, int maxSteps) implements Evaluator {
    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        double[] returns = outcome(seed, candidates).returns();
        var fitness = new double[candidates.length];
        for (int i = 0; i < returns.length; i++) {
            fitness[i / repeats] += returns[i] / repeats;
        }
        return fitness;
    }

    /** Of every dream, [candidates · repeats]. */
    DreamBatch.Outcome outcome(Seed seed, double[]... candidates) {
        var keys = new long[candidates.length * repeats];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = seed.child("dream", i % repeats).bits();
        }
        return dreams.run(keys, maxSteps, pilot(repeats, candidates));
    }

    /** As many dreams of one controller as {@link #repeats}. */
    Scores scores(Seed seed, double... controller) {
        var outcome = outcome(seed, controller);
        return new Scores(outcome.returns(), outcome.lengths(), new long[repeats]);
    }

    /** Acts for candidate i/repeats in dream i. */
    Pilot pilot(int repeats, double[]... candidates) {
        var batch = ControllerBatch.of(controller, candidates);
        var scratch = ThreadLocal.withInitial(() -> new int[0]);
        return (rows, ids, z, h, c, actions) -> {
            var candidateOfRow = scratch.get();
            if (candidateOfRow.length < rows) {
                candidateOfRow = new int[Math.max(rows, ids.length)];
                scratch.set(candidateOfRow);
            }
            for (int r = 0; r < rows; r++) {
                candidateOfRow[r] = ids[r] / repeats;
            }
            batch.act(rows, candidateOfRow, z, h, c, actions);
        };
    }
}
