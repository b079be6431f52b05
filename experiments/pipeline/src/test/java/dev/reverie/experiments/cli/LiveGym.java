package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.gym.GymPython;

/** Whether the real Gymnasium is there to test with; see {@code envs/src/test/python/setup}. */
final class LiveGym {
    private LiveGym() {
    }

    /** Skips the test without it; with {@code REVERIE_LIVE=required}, as in CI, the test fails. */
    static void required() {
        boolean live = System.getenv(GymPython.VARIABLE) != null;
        assertTrue(live || !"required".equals(System.getenv("REVERIE_LIVE")), GymPython.VARIABLE + " is not set");
        assumeTrue(live, GymPython.VARIABLE + " is not set: nothing was played in the real Gymnasium; see envs/src/test/python/setup");
    }
}
