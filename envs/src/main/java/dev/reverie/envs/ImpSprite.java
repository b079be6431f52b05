package dev.reverie.envs;

import java.util.Arrays;

/**
 * How an imp of {@link TakeCover} looks: dark brown, the head red, arms hanging or raised.
 *
 * <p>It is drawn of upright boxes, each of which adds to a pixel by the area that it covers of it: at 64×64 an imp is 3 pixels by 7, and
 * every hundredth of a pixel that it moves is to be seen.
 */
final class ImpSprite {
    /** From {@code left} to {@code right} of its middle and between two heights, in units; boxes of one pose do not overlap. */
    private record Box(double left, double right, double low, double high, int red, int green, int blue) {
        Box mirrored() {
            return new Box(-right, -left, low, high, red, green, blue);
        }
    }

    private static final Box[] IDLE = pose(new Box(13, 17, 20, 45, 50, 34, 20));
    private static final Box[] ATTACK = pose(new Box(13, 24, 34, 43, 70, 44, 24), new Box(15, 25, 43, 52, 70, 44, 24),
            new Box(15, 25, 52, 62, 196, 120, 52));
    private static final int VALUES = 4;

    private final Camera camera;
    /** [row][column][red, green, blue, opacity], colours weighted by opacity; zero but while an imp is painted. */
    private final float[] sums;
    /** What of the picture the imp touches. */
    private int first;
    private int last;
    private int top;
    private int bottom;

    ImpSprite(Camera camera) {
        this.camera = camera;
        sums = new float[camera.size() * camera.size() * VALUES];
    }

    /** Head, body, legs and two of each arm. */
    private static Box[] pose(Box... arm) {
        var boxes = new Box[4 + 2 * arm.length];
        boxes[0] = new Box(-10, 10, 47, Imp.HEIGHT, 166, 34, 22);
        boxes[1] = new Box(-13, 13, 20, 47, 56, 38, 22);
        boxes[2] = new Box(1, 13, 0, 20, 66, 46, 22);
        boxes[3] = boxes[2].mirrored();
        for (int i = 0; i < arm.length; i++) {
            boxes[4 + 2 * i] = arm[i];
            boxes[5 + 2 * i] = arm[i].mirrored();
        }
        return boxes;
    }

    /** Paints an imp over {@code pixels}, [size, size, 3]. */
    void paint(Imp imp, byte[] pixels) {
        double depth = camera.depth(Imp.X);
        double middle = camera.column(imp.y(), depth);
        first = camera.size();
        last = -1;
        top = camera.size();
        bottom = -1;
        for (var box : imp.attacks() ? ATTACK : IDLE) {
            add(box, middle, depth);
        }
        for (int row = top; row <= bottom; row++) {
            blend(row, pixels);
        }
    }

    private void add(Box box, double middle, double depth) {
        double left = Math.max(0, middle + box.left * camera.across(depth));
        double right = Math.min(camera.size(), middle + box.right * camera.across(depth));
        double high = Math.max(0, camera.row(box.high, depth));
        double low = Math.min(camera.size(), camera.row(box.low, depth));
        if (left >= right) {
            return;
        }
        first = Math.min(first, (int) left);
        last = Math.max(last, Math.min((int) right, camera.size() - 1));
        top = Math.min(top, (int) high);
        bottom = Math.max(bottom, Math.min((int) low, camera.size() - 1));
        for (int row = (int) high; row < low; row++) {
            double tall = Math.min(low, row + 1) - Math.max(high, row);
            for (int column = (int) left; column < right; column++) {
                float area = (float) (tall * (Math.min(right, column + 1) - Math.max(left, column)));
                int at = (row * camera.size() + column) * VALUES;
                sums[at] += area * box.red;
                sums[at + 1] += area * box.green;
                sums[at + 2] += area * box.blue;
                sums[at + 3] += area;
            }
        }
    }

    private void blend(int row, byte[] pixels) {
        for (int column = first; column <= last; column++) {
            int from = (row * camera.size() + column) * VALUES;
            int at = camera.at(row, column);
            double clear = 1 - sums[from + 3] + 1e-6;
            for (int channel = 0; channel < Camera.CHANNELS; channel++) {
                pixels[at + channel] = (byte) (int) (sums[from + channel] + clear * (pixels[at + channel] & 0xFF) + 0.5);
            }
        }
        Arrays.fill(sums, (row * camera.size() + first) * VALUES, (row * camera.size() + last + 1) * VALUES, 0);
    }
}
