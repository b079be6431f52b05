package dev.reverie.experiments.play;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.Space;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import java.awt.event.KeyEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlsTest {
    private static final int LEFT = KeyEvent.VK_LEFT;
    private static final int RIGHT = KeyEvent.VK_RIGHT;
    private static final int UP = KeyEvent.VK_UP;
    private static final int DOWN = KeyEvent.VK_DOWN;
    private static final int SPACE = KeyEvent.VK_SPACE;

    private static Controls controls(String name, Map<String, String> options) {
        try (var env = Envs.make(name, options)) {
            return Controls.of(new EnvConfig(name, options), env.actionSpace());
        }
    }

    private static float[] action(Controls controls, Integer... keys) {
        return controls.action(Set.of(keys), controls.rest());
    }

    @Test
    void everySetOfKeysIsAnActionOfEveryEnvironment() {
        for (var name : Envs.names()) {
            try (Env env = Envs.make(name)) {
                var controls = Controls.of(new EnvConfig(name, Map.of()), env.actionSpace());
                for (int bits = 0; bits < 32; bits++) {
                    var pressed = new HashSet<Integer>();
                    int[] keys = {LEFT, RIGHT, UP, DOWN, SPACE};
                    for (int k = 0; k < keys.length; k++) {
                        if ((bits >> k & 1) == 1) {
                            pressed.add(keys[k]);
                        }
                    }
                    assertTrue(env.actionSpace().contains(controls.action(pressed, controls.rest())), name + " " + pressed);
                }
            }
        }
    }

    @Test
    void arrowsDriveTheCarAndSpaceBlocksItsWheels() {
        var car = controls("CarRacing", Map.of());
        assertArrayEquals(new float[3], action(car));
        assertArrayEquals(new float[]{-1, 1, 0}, action(car, LEFT, UP));
        assertArrayEquals(new float[]{1, 0, 0.8f}, action(car, RIGHT, DOWN));
        assertArrayEquals(new float[]{0, 0, 1}, action(car, SPACE));
        assertEquals(50, car.stepsASecond());
        var choices = controls("CarRacing", Map.of("discrete", "true"));
        assertArrayEquals(new float[]{2}, action(choices, LEFT));
        assertArrayEquals(new float[]{1}, action(choices, RIGHT));
        assertArrayEquals(new float[]{3}, action(choices, UP));
        assertArrayEquals(new float[]{4}, action(choices, DOWN));
    }

    @Test
    void leftIsLeftInTakeCoverAndSkippedTicsSlowTheClockDown() {
        var cover = controls("TakeCover", Map.of("frameSkip", "5"));
        assertArrayEquals(new float[]{-1}, action(cover, LEFT));
        assertArrayEquals(new float[]{0}, action(cover));
        assertEquals(7, cover.stepsASecond());
    }

    @Test
    void theLastPushOfTheCartGoesOn() {
        var cart = controls("CartPole", Map.of());
        assertArrayEquals(new float[]{1}, action(cart, RIGHT));
        assertArrayEquals(new float[]{1}, cart.action(Set.of(), new float[]{1}));
    }

    @Test
    void anUnknownEnvironmentHasArrowsOrDigits() {
        var two = Controls.of(new EnvConfig("Maze", Map.of()), Space.box(new float[]{0, -3}, new float[]{2, -1}));
        assertArrayEquals(new float[]{0, -1}, action(two));
        assertArrayEquals(new float[]{2, -3}, action(two, RIGHT, DOWN));
        var choices = Controls.of(new EnvConfig("Maze", Map.of()), Space.discrete(4));
        assertArrayEquals(new float[]{3}, action(choices, KeyEvent.VK_3));
        assertArrayEquals(new float[]{0}, action(choices, KeyEvent.VK_9));
    }

    @Test
    void aGameCountsItsScoreUntilItIsOverAndBeginsTheNextSeed() {
        try (var env = Envs.make("CartPole")) {
            var game = new Game("CartPole", env, controls("CartPole", Map.of()), 1);
            var first = game.observation();
            while (!game.isOver()) {
                game.step(Set.of(RIGHT));
            }
            double score = game.score();
            game.step(Set.of(RIGHT));
            assertEquals(score, game.score());
            assertTrue(game.title().startsWith("CartPole  OVER, score " + score + "  step " + (int) score + "  [left, right: push"),
                    game.title());
            game.restart();
            assertEquals(0, game.score());
            assertEquals(env.reset(2), game.observation());
            assertEquals(env.reset(1), first);
        }
    }
}
