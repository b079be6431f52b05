package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** What every {@link StateEnv} keeps beside the {@link EnvContract}. */
public interface StateEnvContract {
    /** A new environment. */
    StateEnv stateEnv();

    /** How many steps an episode lasts at least with actions of its space's own sampling. */
    default int lasting() {
        return 20;
    }

    private static float[] state(StateEnv env) {
        var state = new float[env.stateNames().size()];
        env.state(state, 0);
        return state;
    }

    @Test
    default void everyNumberOfTheStateHasANameOfItsOwn() {
        try (var env = stateEnv()) {
            env.begin(3);
            int count = env.stateNames().size();
            assertEquals(count, new HashSet<>(env.stateNames()).size());
            var wide = new float[count + 5];
            Arrays.fill(wide, 7);
            env.state(wide, 2);
            assertEquals(7, wide[1]);
            assertEquals(7, wide[count + 2]);
            assertArrayEquals(state(env), Arrays.copyOfRange(wide, 2, count + 2));
        }
    }

    @Test
    default void tellingTheStateChangesNothing() {
        try (var told = stateEnv(); var silent = stateEnv()) {
            told.begin(4);
            silent.begin(4);
            var random = Seed.of(5).random();
            for (int t = 0; t < lasting(); t++) {
                var action = told.actionSpace().sample(random);
                assertArrayEquals(state(told), state(told));
                assertEquals(silent.play(action), told.play(action));
            }
            assertEquals(silent.look(), told.look());
            assertArrayEquals(state(silent), state(told));
        }
    }

    @Test
    default void allNumbersAreFinite() {
        try (var env = stateEnv()) {
            env.begin(6);
            var random = Seed.of(7).random();
            for (int t = 0; t < 10 * lasting() && !env.done(); t++) {
                for (float number : state(env)) {
                    assertTrue(Float.isFinite(number));
                }
                env.play(env.actionSpace().sample(random));
            }
        }
    }
}
