package dev.reverie.experiments.play;

import dev.reverie.core.Decimal;
import dev.reverie.core.Space;
import dev.reverie.experiments.config.EnvConfig;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the keys do in an environment, and how fast its time goes.
 *
 * @param pushes
 *            each key's effect; of two pressed keys for one element, the later in the list counts
 * @param rest
 *            the action without a key
 * @param goesOn
 *            without a key, the last action goes on, since there is no doing nothing
 * @param legend
 *            for people
 * @param stepsASecond
 *            of real time
 */
public record Controls(List<Push> pushes, float[] rest, boolean goesOn, String legend, double stepsASecond) {
    /**
     * One key.
     *
     * @param key
     *            as in {@link KeyEvent}
     * @param element
     *            of the action that it sets
     * @param value
     *            that it sets it to
     */
    public record Push(int key, int element, float value) {
    }

    private static final int LEFT = KeyEvent.VK_LEFT;
    private static final int RIGHT = KeyEvent.VK_RIGHT;
    private static final int UP = KeyEvent.VK_UP;
    private static final int DOWN = KeyEvent.VK_DOWN;
    private static final int SPACE = KeyEvent.VK_SPACE;
    private static final double USUAL_PACE = 30;

    public Controls {
        pushes = List.copyOf(pushes);
        rest = rest.clone();
    }

    /** Those of an environment; of one we do not know, arrows for the first two numbers, or digits for choices. */
    public static Controls of(EnvConfig env, Space actions) {
        boolean choices = actions instanceof Space.Discrete;
        return switch (env.name()) {
            case "CarRacing" -> choices
                    ? keys("left, right: steer; up: gas; down: brake", 50, new float[1], LEFT, 0, 2, RIGHT, 0, 1, UP, 0, 3, DOWN, 0, 4)
                    : keys("left, right: steer; up: gas; down: brake; space: block the wheels", 50, new float[3], LEFT, 0, -1, RIGHT, 0, 1,
                            UP,
                            1, 1, DOWN, 2, 0.8, SPACE, 2, 1);
            case "TakeCover" ->
                    keys("left, right: move", 35 / Decimal.finite(env.options().getOrDefault("frameSkip", "1")), new float[1],
                            LEFT, 0, -1, RIGHT, 0, 1);
            case "CartPole" -> keys("left, right: push; the last push goes on", 50, new float[1], LEFT, 0, 0, RIGHT, 0, 1).goingOn();
            case "MountainCar" -> keys("left, right: accelerate", USUAL_PACE, new float[]{1}, LEFT, 0, 0, RIGHT, 0, 2);
            case "MountainCarContinuous" -> keys("left, right: accelerate", USUAL_PACE, new float[1], LEFT, 0, -1, RIGHT, 0, 1);
            case "Pendulum" -> keys("left: turn anticlockwise; right: clockwise", 20, new float[1], LEFT, 0, 2, RIGHT, 0, -2);
            case "BouncingBall" -> keys("arrows: push", USUAL_PACE, new float[2], LEFT, 0, -1, RIGHT, 0, 1, DOWN, 1, -1, UP, 1, 1);
            default -> choices ? digits(((Space.Discrete) actions).n()) : arrows((Space.Box) actions);
        };
    }

    /** Triples of key, element and value. */
    private static Controls keys(String legend, double stepsASecond, float[] rest, double... triples) {
        var pushes = new ArrayList<Push>();
        for (int i = 0; i < triples.length; i += 3) {
            pushes.add(new Push((int) triples[i], (int) triples[i + 1], (float) triples[i + 2]));
        }
        return new Controls(pushes, rest, false, legend, stepsASecond);
    }

    private Controls goingOn() {
        return new Controls(pushes, rest, true, legend, stepsASecond);
    }

    private static Controls digits(int n) {
        var pushes = new ArrayList<Push>();
        for (int choice = 0; choice < Math.min(n, 10); choice++) {
            pushes.add(new Push(KeyEvent.VK_0 + choice, 0, choice));
        }
        return new Controls(pushes, new float[1], false, "digits: choose; none: 0", USUAL_PACE);
    }

    private static Controls arrows(Space.Box box) {
        var rest = new float[box.size()];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = Math.max(box.low(i), Math.min(0, box.high(i)));
        }
        var pushes = new ArrayList<Push>();
        int[][] keys = {{LEFT, RIGHT}, {DOWN, UP}};
        for (int i = 0; i < Math.min(keys.length, rest.length); i++) {
            pushes.add(new Push(keys[i][0], i, Math.max(box.low(i), -1e6f)));
            pushes.add(new Push(keys[i][1], i, Math.min(box.high(i), 1e6f)));
        }
        return new Controls(pushes, rest, false, rest.length == 1 ? "left, right" : "left, right; down, up", USUAL_PACE);
    }

    /** A copy. */
    @Override
    public float[] rest() {
        return rest.clone();
    }

    /**
     * The action to the keys that are down.
     *
     * @param last
     *            the action before, not modified
     */
    public float[] action(Set<Integer> pressed, float[] last) {
        boolean none = pushes.stream().noneMatch(push -> pressed.contains(push.key));
        var action = none && goesOn ? last.clone() : rest.clone();
        for (var push : pushes) {
            if (pressed.contains(push.key)) {
                action[push.element] = push.value;
            }
        }
        return action;
    }
}
