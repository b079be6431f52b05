package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.es.Evaluator;
import dev.reverie.core.Policy;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.DreamPolicy;
import dev.reverie.experiments.config.CommonRandomNumbers;
import java.util.stream.IntStream;

/**
 * The fitness of controllers in the dream: the mean return of some dreams each, which begin and go on with the same chances for all candidates
 * of a generation, or for pairs of them.
 *
 * @param dreams
 *            where they play
 * @param controller
 *            of which kind they are
 * @param repeats
 *            dreams a candidate
 * @param maxSteps
 *            where a dream is cut off
 * @param chances
 *            which candidates dream the same dreams
 */
public record DreamEvaluator(DreamBatch dreams, Controller controller, int repeats, int maxSteps, CommonRandomNumbers chances)
        implements Evaluator {
    /** With the same chances for all candidates. */
    public DreamEvaluator(DreamBatch dreams, Controller controller, int repeats, int maxSteps) {
        this(dreams, controller, repeats, maxSteps, CommonRandomNumbers.SHARED);
    }

    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        return ConfiguredEvaluator.mean(play(maxSteps, seed, candidates).returns(), repeats);
    }

    /** Every dream, [candidates · repeats]; cut off at {@code most}, too. */
    Scores play(int most, Seed seed, double[]... candidates) {
        var keys = new long[candidates.length * repeats];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = seed.child("dream", chances.number(i, candidates.length, repeats)).bits();
        }
        return play(keys, Math.min(most, maxSteps), pilot(repeats, candidates));
    }

    private Scores play(long[] keys, int most, DreamPolicy pilot) {
        var outcome = dreams.run(keys, most, pilot);
        return new Scores(outcome.returns(), outcome.lengths(), new long[keys.length]);
    }

    /** As many dreams of one controller as {@link #repeats}. */
    Scores scores(Seed seed, double... controller) {
        return play(maxSteps, seed, controller);
    }

    /** The same dreams, played by a policy that does not look. */
    Scores scores(Seed seed, Policy policy) {
        var keys = IntStream.range(0, repeats).mapToLong(i -> seed.child("dream", i).bits()).toArray();
        return play(keys, maxSteps, new BlindPilot(policy, repeats, seed));
    }

    /** Acts for candidate i/repeats in dream i. */
    DreamPolicy pilot(int repeats, double[]... candidates) {
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
