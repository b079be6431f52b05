package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Space;
import java.util.Arrays;

/**
 * A box of actions as a finite choice: the points of a regular grid, for those who can only choose, as all of rl4j. The grid has {@code
 * points[i]} values of element i from its low to its high bound, both included; where that is 1, the middle. The last element changes
 * fastest.
 *
 * <p>With 3 points, −1..1 becomes −1, 0, 1; CarRacing's three elements, 3 points each, become 27 choices.
 *
 * @param box
 *            with finite bounds
 * @param points
 *            one for each element, at least 1; copied
 */
public record ActionGrid(Space.Box box, int[] points) {
    public ActionGrid {
        if (points.length != box.size()) {
            throw new IllegalArgumentException("points must be " + box.size() + " numbers, one an element of " + box + ", were "
                    + points.length);
        }
        points = points.clone();
        long size = 1;
        for (int i = 0; i < points.length; i++) {
            size *= Arguments.atLeast(1, "points[" + i + "]", points[i]);
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("points must make fewer than 2^31 choices: use fewer for each element");
            }
            if (Float.isInfinite(box.low(i)) || Float.isInfinite(box.high(i))) {
                throw new IllegalArgumentException("box must have finite bounds for a grid, was " + box);
            }
        }
    }

    /** The same number of points for every element. */
    public static ActionGrid of(Space.Box box, int pointsEach) {
        var points = new int[box.size()];
        Arrays.fill(points, pointsEach);
        return new ActionGrid(box, points);
    }

    /** A copy. */
    @Override
    public int[] points() {
        return points.clone();
    }

    /** How many choices there are. */
    public int size() {
        int size = 1;
        for (int n : points) {
            size *= n;
        }
        return size;
    }

    /** The action of a choice, 0..size−1. */
    public float[] action(int choice) {
        if (choice < 0 || choice >= size()) {
            throw new IllegalArgumentException("choice must be within 0.." + (size() - 1) + ", was " + choice);
        }
        var action = new float[points.length];
        int rest = choice;
        for (int i = points.length - 1; i >= 0; i--) {
            action[i] = point(i, rest % points[i]);
            rest /= points[i];
        }
        return action;
    }

    private float point(int element, int number) {
        double low = box.low(element);
        double high = box.high(element);
        double share = points[element] == 1 ? 0.5 : number / (points[element] - 1.0);
        return (float) (low + share * (high - low));
    }

    /** The choice whose action is nearest to zero, element by element: doing nothing, where there is such a thing. */
    public int idle() {
        int choice = 0;
        for (int i = 0; i < points.length; i++) {
            int nearest = 0;
            for (int number = 1; number < points[i]; number++) {
                if (Math.abs(point(i, number)) < Math.abs(point(i, nearest))) {
                    nearest = number;
                }
            }
            choice = choice * points[i] + nearest;
        }
        return choice;
    }

    @Override
    public String toString() {
        return "ActionGrid" + Arrays.toString(points) + " over " + box;
    }
}
