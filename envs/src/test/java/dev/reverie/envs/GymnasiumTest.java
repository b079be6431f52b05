package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Observation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classic environments do what Gymnasium's do: from the same state, under the same actions, the same states to 1e-9 over 200 steps. The
 * golden files are made by {@code small_golden.py}, and made anew where there is a {@link RealGymnasium}.
 */
class GymnasiumTest {
    private static final double TOLERANCE = 1e-9;

    @TempDir
    Path fresh;

    /** An environment, and how to begin in a state and to read it. */
    private record Subject(Env env, Starter start, Supplier<double[]> state) {
    }

    private interface Starter {
        void start(double... state);
    }

    private static Path folder() throws URISyntaxException {
        var resource = GymnasiumTest.class.getResource("/small/CartPole.npz");
        assertNotNull(resource, "the golden files are missing");
        return Path.of(resource.toURI()).getParent();
    }

    @Test
    void goldenEpisodesAreReplayed() throws URISyntaxException {
        compareAll(folder());
    }

    @Test
    void freshEpisodesAreReplayed() throws IOException, InterruptedException {
        RealGymnasium.write("small_golden.py", fresh);
        compareAll(fresh);
    }

    private static void compareAll(Path folder) {
        compare(folder, "CartPole", List.of(cartPole(500, false), cartPole(500, false), cartPole(500, false), cartPole(500, false),
                cartPole(500, true), cartPole(50, false)));
        compare(folder, "Pendulum", List.of(pendulum(10), pendulum(10), pendulum(10), pendulum(10), pendulum(9.81)));
        compare(folder, "MountainCar", List.of(mountainCar(0), mountainCar(0), mountainCar(0), mountainCar(0.03)));
        compare(folder, "MountainCarContinuous",
                List.of(continuous(999, 0), continuous(999, 0), continuous(999, 0), continuous(999, 0.03), continuous(60, 0)));
    }

    private static Subject cartPole(int limit, boolean suttonBarto) {
        var env = new CartPole(new CartPole.Options(limit, suttonBarto));
        return new Subject(env, env::start, env::state);
    }

    private static Subject pendulum(double gravity) {
        var env = new Pendulum(new Pendulum.Options(false, 200, gravity));
        return new Subject(env, env::start, env::state);
    }

    private static Subject mountainCar(double goalVelocity) {
        var env = new MountainCar(new MountainCar.Options(200, goalVelocity));
        return new Subject(env, env::start, env::state);
    }

    private static Subject continuous(int limit, double goalVelocity) {
        var env = new MountainCarContinuous(new MountainCarContinuous.Options(limit, goalVelocity));
        return new Subject(env, env::start, env::state);
    }

    private static void compare(Path folder, String name, List<Subject> subjects) {
        var golden = Npz.load(folder.resolve(name + ".npz"));
        for (int i = 0; i < subjects.size(); i++) {
            replay(name + " " + i, subjects.get(i), golden, i);
        }
        assertTrue(!golden.containsKey("actions" + subjects.size()), name + ": an episode was not compared");
    }

    private static void replay(String name, Subject subject, Map<String, Npy> golden, int i) {
        float[] actions = golden.get("actions" + i).floats();
        double[] states = golden.get("states" + i).doubles();
        float[] observations = golden.get("observations" + i).floats();
        double[] rewards = golden.get("rewards" + i).doubles();
        boolean[] terminated = golden.get("terminated" + i).booleans();
        boolean[] truncated = golden.get("truncated" + i).booleans();
        int size = states.length / (actions.length + 1);
        int seen = observations.length / actions.length;
        var start = new double[size];
        System.arraycopy(states, 0, start, 0, size);
        subject.start.start(start);
        for (int t = 0; t < actions.length; t++) {
            var at = name + ", step " + t;
            var step = subject.env.step(new float[]{actions[t]});
            var state = subject.state.get();
            for (int d = 0; d < size; d++) {
                assertEquals(states[(t + 1) * size + d], state[d], TOLERANCE, at + ", state " + d);
            }
            var observation = ((Observation.Vector) step.observation()).values();
            for (int d = 0; d < seen; d++) {
                float expected = observations[t * seen + d];
                assertEquals(expected, observation[d], Math.ulp(expected), at + ", observation " + d);
            }
            assertEquals(rewards[t], step.reward(), TOLERANCE, at + ", reward");
            assertEquals(terminated[t], step.terminated(), at + ", terminated");
            assertEquals(truncated[t], step.truncated(), at + ", truncated");
        }
    }
}
