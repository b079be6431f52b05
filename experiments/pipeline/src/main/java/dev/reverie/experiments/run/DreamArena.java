package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.es.Arena;
import dev.reverie.core.Policy;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.DreamPolicy;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Controllers in the dream. Dream number e begins and goes on with the chances of {@code seed.child("dream", e)}.
 *
 * @param dreams
 *            where they play
 * @param controller
 *            of which kind they are
 * @param maxSteps
 *            where a dream is cut off
 */
public record DreamArena(DreamBatch dreams, Controller controller, int maxSteps) implements Arena {
    @Override
    public Scores play(double[][] candidates, int[] players, int[] numbers, int most, Seed seed) {
        var keys = Arrays.stream(numbers).mapToLong(number -> seed.child("dream", number).bits()).toArray();
        return play(keys, Math.min(most, maxSteps), policy(players, candidates));
    }

    private Scores play(long[] keys, int most, DreamPolicy policy) {
        var outcome = dreams.run(keys, most, policy);
        return new Scores(outcome.returns(), outcome.lengths(), new long[keys.length]);
    }

    /** Dreams 0, 1, … of the controller itself. */
    Scores play(int count, Seed seed) {
        return play(controller.parameters(), count, maxSteps, seed);
    }

    /** The same dreams, played by a policy that does not look. */
    Scores play(int count, Seed seed, Policy policy) {
        var keys = IntStream.range(0, count).mapToLong(i -> seed.child("dream", i).bits()).toArray();
        return play(keys, maxSteps, new BlindPilot(policy, count, seed));
    }

    /** The controller itself, in a dream by itself. */
    DreamPolicy policy() {
        return policy(new int[1], controller.parameters());
    }

    /** Acts for candidate {@code players[i]} in dream i. */
    private DreamPolicy policy(int[] players, double[]... candidates) {
        var batch = ControllerBatch.of(controller, candidates);
        var scratch = ThreadLocal.withInitial(() -> new int[0]);
        return (rows, ids, z, h, c, actions) -> {
            var candidateOfRow = scratch.get();
            if (candidateOfRow.length < rows) {
                candidateOfRow = new int[Math.max(rows, ids.length)];
                scratch.set(candidateOfRow);
            }
            for (int r = 0; r < rows; r++) {
                candidateOfRow[r] = players[ids[r]];
            }
            batch.act(rows, candidateOfRow, z, h, c, actions);
        };
    }
}
