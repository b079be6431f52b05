package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.VectorEnv;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stepping into a caller's buffers allocates nothing; a new episode allocates little. */
class AllocationTest {
    private static final int WARM_UP = 1500;
    private static final int STEPS = 1500;
    /** So that what the compiler or a counter of the JVM leaves does not matter. */
    private static final int NOISE = 2000;
    private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> environments() {
        var racing = CarRacing.Options.small();
        return Stream.of(of("CarRacing 64", () -> new CarRacing(racing)), of("CarRacing 96", CarRacing::new),
                of("CarRacing 64 faithful", () -> new CarRacing(racing.withPicture(64, true))),
                of("CarRacing 64 resized", () -> TimeLimit.of(FrameSkip.of(Resize.of(new CarRacing(), 64, 64).withRows(0, 84), 2), 400)),
                of("CartPole", CartPole::new), of("Pendulum", Pendulum::new),
                of("Pendulum pictures", () -> new Pendulum(Pendulum.Options.picture())), of("MountainCar", MountainCar::new),
                of("MountainCarContinuous", MountainCarContinuous::new), of("BouncingBall", BouncingBall::new),
                of("BouncingBall vectors", () -> new BouncingBall(BouncingBall.Options.vector())));
    }

    private static Arguments of(String name, Supplier<Env> envs) {
        return Arguments.of(name, envs);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void aStepAllocatesNothing(String name, Supplier<Env> envs) {
        var bytes = play(envs);
        assertTrue(bytes[0] < NOISE, bytes[0] + " bytes in " + STEPS + " steps within episodes");
        assertTrue(bytes[1] < 600_000, bytes[1] + " bytes in one of the steps that begin another");
    }

    /** Its imps are new objects, one in 60 steps at most. */
    @Test
    void aStepOfTakeCoverAllocatesAnImpAtMost() {
        var bytes = play(TakeCover::new);
        assertTrue(bytes[0] < NOISE + STEPS, bytes[0] + " bytes in " + STEPS + " steps within episodes");
        assertTrue(bytes[1] < 20_000, bytes[1] + " bytes in one of the steps that begin another");
    }

    /** Bytes of all steps within episodes, and of the greediest step that begins one. */
    private static long[] play(Supplier<Env> envs) {
        try (var vector = VectorEnv.of(1, envs)) {
            var out = vector.allocate();
            var actions = new float[vector.actionSpace().size()];
            Arrays.fill(actions, 0.1f);
            if (!vector.actionSpace().contains(actions)) {
                Arrays.fill(actions, 1);
            }
            vector.reset(1, out);
            long within = 0;
            long beginning = 0;
            for (int t = 0; t < WARM_UP + STEPS; t++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                vector.step(actions, out);
                long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
                if (t >= WARM_UP) {
                    within += out.done(0) ? 0 : bytes;
                    beginning = Math.max(beginning, out.done(0) ? bytes : 0);
                }
            }
            return new long[]{within, beginning};
        }
    }
}
