package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small environments by themselves; what Gymnasium does is in {@link GymnasiumTest}. */
class SmallEnvsTest {
    @Test
    void startsAreWithinTheirBoundsAndFillThem() {
        double least = 1;
        double most = -1;
        try (var env = new CartPole()) {
            for (long seed = 0; seed < 100; seed++) {
                env.reset(seed);
                for (double element : env.state()) {
                    least = Math.min(least, element);
                    most = Math.max(most, element);
                }
            }
        }
        assertTrue(least >= -0.05 && least < -0.048 && most <= 0.05 && most > 0.048, least + ".." + most);
    }

    @Test
    void randomPlayScoresWhatItDoesInGymnasium() {
        // In Gymnasium: 21.9 ± 11.7 and −1,213 ± 291 over 1,000 episodes, nobody arrives, −33.2 ± 0.9 over 200.
        assertEquals(21.9, randomPlay(new CartPole(), 500), 2);
        assertEquals(-1213, randomPlay(new Pendulum(), 300), 60);
        assertEquals(-200, randomPlay(new MountainCar(), 50));
        assertEquals(-33.2, randomPlay(new MountainCarContinuous(), 50), 0.6);
    }

    private static double randomPlay(Env env, int episodes) {
        return Rollout.evaluate(env, Policy.random(env.actionSpace()), episodes, Seed.of(1)).mean();
    }

    @Test
    void anUprightPendulumPointsUpwardsAndAPositiveAngleIsToTheLeft() {
        var env = new Pendulum(Pendulum.Options.picture());
        assertEquals("31.5 23.5", reds(picture(env, 0)));
        assertEquals("31.5 39.5", reds(picture(env, Math.PI)));
        assertEquals("23.5 31.5", reds(picture(env, Math.PI / 2)));
        assertEquals("39.5 31.5", reds(picture(env, -Math.PI / 2)));
    }

    private static Observation.Frame picture(Pendulum env, double angle) {
        env.start(angle, 0);
        return (Observation.Frame) env.look();
    }

    /** The middle, column and row, of what is red and not mixed with white or with the axle. */
    private static String reds(Observation.Frame frame) {
        int left = 64;
        int right = 0;
        int top = 64;
        int bottom = 0;
        for (int row = 0; row < 64; row++) {
            for (int column = 0; column < 64; column++) {
                if (frame.at(row, column, 0) == 204 && frame.at(row, column, 1) == 77) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row);
                }
            }
        }
        return (left + right) / 2.0 + " " + (top + bottom) / 2.0;
    }

    @Test
    void theSlightestTurnOfAPendulumShows() {
        var env = new Pendulum(Pendulum.Options.picture());
        assertNotEquals(picture(env, 1), picture(env, 1.002));
    }

    @Test
    void limitsCanBeChosen() {
        assertEquals(7, length(new CartPole(new CartPole.Options(7, false))));
        assertEquals(8, length(new Pendulum(new Pendulum.Options(false, 8, 9.81))));
        assertEquals(9, length(new MountainCar(new MountainCar.Options(9, 0))));
        assertEquals(10, length(new MountainCarContinuous(new MountainCarContinuous.Options(10, 0))));
        assertEquals(11, length(new BouncingBall(new BouncingBall.Options(true, 11, 0.1, 0.02))));
    }

    private static int length(Env env) {
        return Rollout.collect(env, Policy.random(env.actionSpace()), 1, Seed.of(0)).get(0).length();
    }

    @Test
    void theirEntriesMakeThemWithEveryOption() {
        for (var entry : List.of(CartPole.entry(), Pendulum.entry(), MountainCar.entry(), MountainCarContinuous.entry(),
                BouncingBall.entry())) {
            try (var env = entry.make(Map.of("limit", "5"))) {
                assertEquals(entry.name(), env.getClass().getSimpleName());
                assertEquals(5, length(env));
            }
        }
        assertEquals(-1,
                Rollout.evaluate(CartPole.entry().make(Map.of("suttonBarto", "true")), seed -> seen -> new float[1], 1, Seed.of(0)).mean());
        assertTrue(Pendulum.entry().make(Map.of("pixels", "true")).observationSpace().isFrame());
        assertEquals(0.75f, BouncingBall.entry().make(Map.of("pixels", "false", "radius", "0.25")).observationSpace().high(0));
        assertRefused("environment BouncingBall: kick must be within 1.0E-4..0.5, was 3.0",
                () -> BouncingBall.entry().make(Map.of("kick", "3")));
        assertRefused("environment Pendulum: gravity must be a finite number, was 'low'",
                () -> Pendulum.entry().make(Map.of("gravity", "low")));
        assertRefused("environment MountainCar: goalVelocity must be within -0.07..0.07, was 1.0",
                () -> MountainCar.entry().make(Map.of("goalVelocity", "1")));
    }

    @Test
    void optionsOutOfBoundsAreRefusedByName() {
        assertRefused("limit must be >= 1, was 0", () -> new CartPole.Options(0, false));
        assertRefused("gravity must be within 0.0..100.0, was NaN", () -> new Pendulum.Options(false, 200, Double.NaN));
        assertRefused("goalVelocity must be within -0.07..0.07, was 1.0", () -> new MountainCar.Options(200, 1));
        assertRefused("goalVelocity must be within -0.07..0.07, was -1.0", () -> new MountainCarContinuous.Options(200, -1));
        assertRefused("radius must be within 0.05..0.5, was 0.7", () -> new BouncingBall.Options(true, 200, 0.7, 0.01));
        assertRefused("kick must be within 1.0E-4..0.5, was 0.0", () -> new BouncingBall.Options(true, 200, 0.1, 0));
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
