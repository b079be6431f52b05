package dev.reverie.benchmarks;

import dev.reverie.core.Seed;
import dev.reverie.core.VectorEnv;
import dev.reverie.gym.GymClient;
import dev.reverie.gym.GymOptions;
import dev.reverie.gym.GymPython;
import dev.reverie.gym.GymVectorEnv;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Gymnasium's own environments, stepped from here by a process of theirs; the peer steps the same ones where they are. The ratio is what
 * the bridge leaves of their speed.
 */
final class BridgeWorks {
    /** The same as in {@code bridge.py} on the peer's side. */
    private static final int SEED = 1000;
    private static final int STEPS = 500;

    private BridgeWorks() {
    }

    static List<Work> all() {
        return List.of(steps("bridge cartpole 64", "CartPole-v1", 64, BridgeWorks::chance),
                steps("bridge carracing 4", "CarRacing-v3", 4, EnvWorks::drives));
    }

    private static Work steps(String name, String id, int rows, IntFunction<float[][]> tape) {
        return Work.counted(name, "steps/s", rows, engine -> together(id, rows, tape.apply(rows)));
    }

    /** [STEPS][rows], left or right. */
    private static float[][] chance(int rows) {
        var random = Seed.of(SEED).random();
        var tape = new float[STEPS][rows];
        for (var actions : tape) {
            for (int i = 0; i < rows; i++) {
                actions[i] = random.nextInt(2);
            }
        }
        return tape;
    }

    private static Session together(String id, int rows, float[][] tape) {
        var vector =
                GymVectorEnv.make(GymOptions.of(id), rows, 1, VectorEnv.Autoreset.SAME_STEP, () -> GymClient.start(GymPython.standard()));
        return EnvWorks.together(vector, tape);
    }
}
