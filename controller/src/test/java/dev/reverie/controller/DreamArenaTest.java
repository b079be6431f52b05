package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Floats;
import dev.reverie.controller.es.EpisodeEvaluator;
import dev.reverie.core.ArrayState;
import dev.reverie.core.Dreams;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DreamArenaTest {
    /** A dream of one step, of latent 1 and a number of its key, that pays its action; all dreams at once, the last first. */
    private static final Dreams DREAMS = (keys, maxSteps, policy) -> {
        int n = keys.length;
        int[] ids = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        var z = Floats.allocate(2 * n);
        var actions = Floats.allocate(n);
        for (int r = 0; r < n; r++) {
            z.set(2 * r, 1);
            z.set(2 * r + 1, chance(keys[ids[r]]));
        }
        policy.act(n, ids, new ArrayState(new Echo.Memory(), n, z, actions, List.of(), (row, state) -> {
        }));
        var returns = new double[n];
        for (int r = 0; r < n; r++) {
            returns[ids[r]] = actions.get(r);
        }
        return new Scores(returns, new int[n], keys);
    };

    private static float chance(long key) {
        return (key >>> 40) / (float) (1 << 24);
    }

    @Test
    void everyCandidateActsInItsOwnDreamsWhichHaveTheSameChances() {
        var controller = Controller.linear(Features.Z, 2, List.of(), Space.box(-1, 1, 1), false);
        double[][] candidates = {{0.5, 0.2}, {-0.25, 0.1}, {0.5, 0.2}};
        var seed = Seed.of(3);
        double[] fitness = EpisodeEvaluator.of(DreamArena.of(DREAMS, controller), 4).evaluate(candidates, seed);
        var expected = new double[3];
        Arrays.setAll(expected, k -> IntStream.range(0, 4)
                .mapToDouble(e -> Math.tanh(candidates[k][0] + candidates[k][1] * chance(seed.child("dream", e).bits()))).average()
                .orElseThrow());
        assertArrayEquals(expected, fitness, 1e-6);
        assertEquals(fitness[0], fitness[2]);
    }
}
