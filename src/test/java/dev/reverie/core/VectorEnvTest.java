package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VectorEnvTest {
    private static float[] actions(Xoshiro256 random, int n) {
        var actions = new float[n];
        for (int i = 0; i < n; i++) {
            actions[i] = random.nextInt(2);
        }
        return actions;
    }

    @Test
    void everyRowIsALoneEnvironmentSeededWithItsNumber() {
        int n = 3;
        try (var vector = VectorEnv.of(n, Walk::new)) {
            var out = vector.allocate();
            vector.reset(100, out);
            var envs = new Walk[n];
            var episodes = new int[n];
            for (int i = 0; i < n; i++) {
                envs[i] = new Walk();
                assertEquals(envs[i].reset(100 + i), out.observations().row(i));
            }
            var random = Seed.of(1).random();
            int ends = 0;
            for (int t = 0; t < 300; t++) {
                var actions = actions(random, n);
                vector.step(actions, out);
                for (int i = 0; i < n; i++) {
                    var step = envs[i].step(new float[]{actions[i]});
                    assertEquals((float) step.reward(), out.rewards()[i]);
                    assertEquals(step.terminated(), out.terminated()[i]);
                    assertEquals(step.truncated(), out.truncated()[i]);
                    var next = step.observation();
                    if (step.done()) {
                        ends++;
                        assertEquals(step.observation(), out.finalObservations().row(i));
                        next = envs[i].reset(Seed.of(100 + i).child("autoreset", ++episodes[i]).nonNegative());
                    }
                    assertEquals(next, out.observations().row(i));
                }
            }
            assertTrue(ends > 10);
        }
    }

    @Test
    void nextStepResetsInARowOfItsOwn() {
        try (var vector = VectorEnv.of(1, Walk::new, VectorEnv.Autoreset.NEXT_STEP, 1)) {
            var out = vector.allocate();
            vector.reset(5, out);
            while (!out.done(0)) {
                vector.step(new float[]{1}, out);
            }
            var last = out.observations().row(0);
            assertEquals(last, out.finalObservations().row(0));
            vector.step(new float[]{1}, out);
            assertFalse(out.done(0));
            assertEquals(0, out.rewards()[0]);
            assertEquals(new Walk().reset(Seed.of(5).child("autoreset", 1).nonNegative()), out.observations().row(0));
        }
    }

    @Test
    void disabledRefusesUntilTheRowIsReset() {
        try (var vector = VectorEnv.of(2, Walk::new, VectorEnv.Autoreset.DISABLED, 1)) {
            var out = vector.allocate();
            vector.reset(5, out);
            while (!out.done(0) && !out.done(1)) {
                vector.step(new float[]{1, 0}, out);
            }
            int over = out.done(0) ? 0 : 1;
            var other = out.observations().row(1 - over);
            var mask = new boolean[]{over == 0, over == 1};
            vector.reset(50, mask, out);
            assertEquals(new Walk().reset(50 + over), out.observations().row(over));
            assertEquals(other, out.observations().row(1 - over));
            vector.step(new float[2], out);
            boolean refused = false;
            for (int t = 0; t < 100 && !refused; t++) {
                try {
                    vector.step(new float[2], out);
                } catch (IllegalStateException e) {
                    assertTrue(e.getMessage().contains("environment"), e.getMessage());
                    refused = true;
                }
            }
            assertTrue(refused);
            assertThrows(IllegalStateException.class, () -> vector.step(new float[2], out));
        }
    }

    @Test
    void resultsAreTheSameOnAnyNumberOfThreads() {
        for (boolean frames : new boolean[]{false, true}) {
            var expected = play(1, frames);
            for (int threads : new int[]{2, 3, 7, 16}) {
                assertEquals(expected, play(threads, frames), threads + " threads");
            }
        }
    }

    private static List<Object> play(int threads, boolean frames) {
        int n = 13;
        var seen = new ArrayList<Object>();
        try (var vector = VectorEnv.of(n, () -> new Walk(frames), VectorEnv.Autoreset.SAME_STEP, threads)) {
            var out = vector.allocate();
            vector.reset(9, out);
            var random = Seed.of(2).random();
            for (int t = 0; t < 200; t++) {
                vector.step(actions(random, n), out);
                seen.add(out.observations().slice(0, n));
                seen.add(out.finalObservations().slice(0, n));
                seen.add(Arrays.toString(out.rewards()) + Arrays.toString(out.terminated()) + Arrays.toString(out.truncated()));
            }
        }
        return seen;
    }

    @Test
    void theLowestFailureIsThrownAndAllMustBeResetAfterIt() {
        for (int threads : new int[]{1, 4}) {
            try (var vector = VectorEnv.of(8, Walk::new, VectorEnv.Autoreset.SAME_STEP, threads)) {
                var out = vector.allocate();
                assertThrows(IllegalStateException.class, () -> vector.step(new float[8], out));
                vector.reset(1, out);
                var wrong = new float[]{0, 0, 7, 0, 0, 8, 9, 0};
                var error = assertThrows(IllegalArgumentException.class, () -> vector.step(wrong, out));
                assertEquals("action must be in Discrete 0..1, was [7.0]", error.getMessage());
                assertThrows(IllegalStateException.class, () -> vector.step(new float[8], out));
                vector.reset(1, out);
                vector.step(new float[8], out);
            }
        }
    }

    /** An environment that allocates nothing, so that whatever is allocated is ours. */
    private static final class Still implements Env {
        private final Observation observation = new Observation.Vector(1, 2);
        private final Step step = new Step(observation, 1, false, false);

        @Override
        public Observation reset(long seed) {
            return observation;
        }

        @Override
        public Step step(float[] action) {
            return step;
        }

        @Override
        public Space.Box observationSpace() {
            return Space.box(0, 9, 2);
        }

        @Override
        public Space actionSpace() {
            return Space.discrete(2);
        }
    }

    @Test
    void aStepAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var vector = VectorEnv.of(16, Still::new, VectorEnv.Autoreset.SAME_STEP, 2)) {
            var out = vector.allocate();
            var actions = new float[16];
            vector.reset(0, out);
            for (int t = 0; t < 1000; t++) {
                vector.step(actions, out);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < 10_000; t++) {
                vector.step(actions, out);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 10_000, allocated + " bytes in 10,000 steps");
        }
    }

    @Test
    void environmentsAreClosedEvenIfOneCannotBeMade() {
        var closed = new AtomicInteger();
        var made = new AtomicInteger();
        assertThrows(IllegalStateException.class, () -> VectorEnv.of(3, () -> {
            if (made.incrementAndGet() == 3) {
                throw new IllegalStateException("no third");
            }
            return counting(closed);
        }));
        assertEquals(2, closed.get());
        VectorEnv.of(3, () -> counting(closed)).close();
        assertEquals(5, closed.get());
    }

    private static Env counting(AtomicInteger closed) {
        return Walk.closing(closed::incrementAndGet);
    }

    @Test
    void buffersOfTheWrongSizeAreRefused() {
        try (var vector = VectorEnv.of(2, Walk::new)) {
            assertThrows(IllegalArgumentException.class, () -> vector.reset(1, VectorStep.allocate(3, vector.observationSpace())));
            var out = vector.allocate();
            vector.reset(1, out);
            assertThrows(IllegalArgumentException.class, () -> vector.step(new float[3], out));
            assertArrayEquals(new float[2], out.rewards());
        }
        assertThrows(IllegalArgumentException.class, () -> VectorEnv.of(0, Walk::new));
    }
}
