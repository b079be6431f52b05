package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link VectorEnv} keeps, wherever its environments run. */
public interface VectorEnvContract {
    /** A new vector of {@code count} environments, without autoreset if {@code autoreset} says so. */
    VectorEnv vector(int count, VectorEnv.Autoreset autoreset);

    /** One environment of the same kind. */
    Env env();

    /** How many steps the tests play. */
    default int steps() {
        return 100;
    }

    private static float[] actions(Space space, int count, Xoshiro256 random) {
        var actions = new float[count * space.size()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(space.sample(random), 0, actions, i * space.size(), space.size());
        }
        return actions;
    }

    @Test
    default void aRowIsALoneEnvironmentUpToItsFirstEnd() {
        int n = 3;
        try (var vector = vector(n, VectorEnv.Autoreset.SAME_STEP)) {
            assertEquals(n, vector.count());
            var out = vector.allocate();
            vector.reset(7, out);
            var random = Seed.of(1).random();
            var batches = new ArrayList<float[]>();
            var seen = new ArrayList<VectorStep>();
            var first = out.observations().slice(0, n);
            for (int t = 0; t < steps(); t++) {
                var actions = actions(vector.actionSpace(), n, random);
                batches.add(actions);
                vector.step(actions, out);
                seen.add(copy(out));
            }
            for (int i = 0; i < n; i++) {
                try (var env = env()) {
                    assertEquals(env.reset(7 + i), first.row(i));
                    assertRow(env, i, batches, seen);
                }
            }
        }
    }

    private static void assertRow(Env env, int i, List<float[]> batches, List<VectorStep> seen) {
        int size = env.actionSpace().size();
        for (int t = 0; t < batches.size(); t++) {
            var step = env.step(Arrays.copyOfRange(batches.get(t), i * size, (i + 1) * size));
            var row = seen.get(t);
            assertEquals((float) step.reward(), row.rewards()[i], "reward of row " + i + " at " + t);
            assertEquals(step.terminated(), row.terminated()[i]);
            assertEquals(step.truncated(), row.truncated()[i]);
            assertEquals(step.observation(), (step.done() ? row.finalObservations() : row.observations()).row(i));
            if (step.done()) {
                return;
            }
        }
    }

    private static VectorStep copy(VectorStep step) {
        int n = step.count();
        return new VectorStep(step.observations().slice(0, n), step.rewards().clone(), step.terminated().clone(), step.truncated().clone(),
                step.finalObservations().slice(0, n));
    }

    @Test
    default void theSameSeedAndActionsGiveTheSameAgain() {
        int n = 2;
        try (var vector = vector(n, VectorEnv.Autoreset.SAME_STEP)) {
            var out = vector.allocate();
            Object before = null;
            for (int round = 0; round < 2; round++) {
                var seen = new ArrayList<Object>();
                var random = Seed.of(2).random();
                vector.reset(3, out);
                for (int t = 0; t < steps(); t++) {
                    vector.step(actions(vector.actionSpace(), n, random), out);
                    seen.add(out.observations().slice(0, n));
                    seen.add(Arrays.toString(out.rewards()) + Arrays.toString(out.terminated()) + Arrays.toString(out.truncated()));
                }
                assertTrue(before == null || before.equals(seen), "another course after a reset with the same seed");
                before = seen;
            }
        }
    }

    @Test
    default void nextStepShowsTheEndAndResetsInARowOfItsOwn() {
        try (var vector = vector(1, VectorEnv.Autoreset.NEXT_STEP)) {
            var out = vector.allocate();
            var random = Seed.of(4).random();
            vector.reset(5, out);
            for (int t = 0; t < steps() && !out.done(0); t++) {
                vector.step(actions(vector.actionSpace(), 1, random), out);
            }
            if (out.done(0)) {
                vector.step(actions(vector.actionSpace(), 1, random), out);
                assertFalse(out.done(0));
                assertEquals(0, out.rewards()[0]);
            }
        }
    }

    @Test
    default void resetClearsRewardsAndFlagsOfItsRowsAlone() {
        try (var vector = vector(2, VectorEnv.Autoreset.DISABLED)) {
            var out = vector.allocate();
            vector.reset(5, out);
            Arrays.fill(out.rewards(), 9);
            Arrays.fill(out.terminated(), true);
            vector.reset(6, new boolean[]{false, true}, out);
            assertEquals("[9.0, 0.0] [true, false]", Arrays.toString(out.rewards()) + " " + Arrays.toString(out.terminated()));
        }
    }

    @Test
    default void aStepBeforeResetAndWrongSizesAreRefused() {
        try (var vector = vector(2, VectorEnv.Autoreset.SAME_STEP)) {
            var out = vector.allocate();
            var actions = actions(vector.actionSpace(), 2, Seed.of(6).random());
            assertThrows(IllegalStateException.class, () -> vector.step(actions, out));
            vector.reset(1, out);
            assertThrows(IllegalArgumentException.class, () -> vector.step(new float[actions.length + 1], out));
            assertThrows(IllegalArgumentException.class, () -> vector.step(actions, VectorStep.allocate(3, vector.observationSpace())));
            assertThrows(IllegalArgumentException.class, () -> vector.reset(1, new boolean[3], out));
        }
    }
}
