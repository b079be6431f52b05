package dev.reverie.envs;

import java.util.Arrays;

/**
 * The empty room of {@link TakeCover}, ray-cast column by column.
 *
 * <p>A column of the picture is cut where a corner of the room goes through it, and each part has one wall with ceiling above and floor
 * below. Edges and bricks are averaged over the pixel, so that a small step of the player is a small change of the picture.
 */
final class Room {
    /** Red, green and blue of a brick of brightness 1. */
    private static final double[] BRICK = {136, 108, 84};
    private static final double FAR_LIGHT = 0.93;

    private final Camera camera;
    private final double[] bricks = new double[2 * Bricks.COURSES + 1];
    /** How grey floor and ceiling are, [row]. */
    private final double[] grey;
    /** Of the column at work, [row]: how bright the wall that shows is, and how much of the pixel it is. */
    private final double[] wall;
    private final double[] share;
    /** The same of a whole column of the far wall. */
    private final double[] farWall;
    private final double[] farShare;
    /** The rows between which the column at work has any wall. */
    private int top;
    private int bottom;
    /** From where {@link #grey} and the far wall were seen. */
    private double lastX = Double.NaN;
    private double farDepth;

    Room(Camera camera) {
        this.camera = camera;
        int size = camera.size();
        grey = new double[size];
        wall = new double[size];
        share = new double[size];
        farWall = new double[size];
        farShare = new double[size];
    }

    /** Paints all of {@code pixels}, [size, size, 3]. */
    void paint(byte[] pixels) {
        if (camera.x() != lastX) {
            lookFrom(camera.x());
        }
        int size = camera.size();
        for (int row = 0; row < size; row++) {
            Arrays.fill(pixels, camera.at(row, 0), camera.at(row + 1, 0), (byte) (int) (grey[row] + 0.5));
        }
        double y = camera.y();
        double leftCorner = (TakeCoverGame.LEFT_WALL - y) / farDepth;
        double rightCorner = -y / farDepth;
        for (int column = 0; column < size; column++) {
            double high = camera.slope(column);
            double low = camera.slope(column + 1);
            if (high > leftCorner) {
                side(TakeCoverGame.LEFT_WALL - y, Math.max(low, leftCorner), high);
            }
            if (low < rightCorner) {
                side(y, -Math.min(high, rightCorner), -low);
            }
            double farHigh = Math.min(high, leftCorner);
            double farLow = Math.max(low, rightCorner);
            if (farHigh > farLow) {
                far(farLow, farHigh);
            }
            store(column, pixels);
        }
    }

    /** What changes only when the player is pushed. */
    private void lookFrom(double x) {
        lastX = x;
        farDepth = camera.depth(TakeCoverGame.FAR_WALL);
        for (int row = 0; row < grey.length; row++) {
            grey[row] = Flats.grey(camera, row);
        }
        top = 0;
        bottom = camera.size();
        Bricks.column(0, TakeCoverGame.LEFT_WALL, bricks);
        part(farDepth, farDepth, 1, FAR_LIGHT);
        System.arraycopy(wall, 0, farWall, 0, wall.length);
        System.arraycopy(share, 0, farShare, 0, share.length);
        clear();
    }

    /** The part of a column that shows the far wall between two slopes. */
    private void far(double low, double high) {
        double width = (high - low) * farDepth;
        if (Bricks.areSeen(width)) {
            Bricks.column(camera.y() + farDepth * low, camera.y() + farDepth * high, bricks);
            part(farDepth, farDepth, (high - low) * camera.middle(), FAR_LIGHT);
            return;
        }
        double weight = (high - low) * camera.middle();
        reach(farDepth);
        for (int row = top; row < bottom; row++) {
            wall[row] += weight * farWall[row];
            share[row] += weight * farShare[row];
        }
    }

    /** The part of a column that shows a side wall, {@code away} units off, between two slopes, both counted outwards. */
    private void side(double away, double inner, double outer) {
        double near = away / outer;
        double far = Math.min(away / inner, farDepth);
        double start = camera.x() - TakeCoverGame.BACK_WALL;
        // At an edge of the picture the part may be thinner than a rounding error.
        Bricks.column(start + near, start + Math.max(far, near + 1e-6), bricks);
        double light = 1.0 - 0.30 * Math.min(Math.max((near - 60) / 400, 0), 1);
        part(near, far, (outer - inner) * camera.middle(), light);
    }

    /** A part of a column, {@code weight} of its width, whose wall goes from depth {@code near} on one side to {@code far} on the other. */
    private void part(double near, double far, double weight, double light) {
        double topNear = camera.row(TakeCoverGame.CEILING, near);
        double topFar = camera.row(TakeCoverGame.CEILING, far);
        double bottomNear = camera.row(0, near);
        double bottomFar = camera.row(0, far);
        reach(near);
        for (int row = top; row < bottom; row++) {
            boolean up = row < camera.middle();
            double shown = up ? 1 - above(topNear, topFar, row) : above(bottomFar, bottomNear, row);
            if (shown > 0) {
                double high = camera.height(row, up ? far : near);
                double low = camera.height(row + 1, up ? near : far);
                share[row] += shown * weight;
                wall[row] += shown * weight * light * Bricks.mean(bricks, low, high);
            }
        }
    }

    /** Widens the rows at work to those that a wall at {@code depth} may touch. */
    private void reach(double depth) {
        top = Math.min(top, Math.max(0, (int) camera.row(TakeCoverGame.CEILING, depth)));
        bottom = Math.max(bottom, Math.min(camera.size(), (int) camera.row(0, depth) + 1));
    }

    /** How much of the pixel at {@code row} lies above an edge that falls from {@code from} to {@code to} ≥ from across it. */
    private static double above(double from, double to, int row) {
        if (to <= row) {
            return 0;
        }
        if (from >= row + 1) {
            return 1;
        }
        if (to - from < 1e-3) {
            return Math.min(Math.max(from - row, 0), 1);
        }
        return (filled(to - row) - filled(from - row)) / (to - from);
    }

    /** The integral of max(0, min(t, 1)) from 0 to x. */
    private static double filled(double x) {
        return x <= 0 ? 0 : x < 1 ? x * x / 2 : x - 0.5;
    }

    private void store(int column, byte[] pixels) {
        for (int row = top; row < bottom; row++) {
            double rest = (1 - share[row]) * grey[row] + 0.5;
            int at = camera.at(row, column);
            for (int channel = 0; channel < Camera.CHANNELS; channel++) {
                pixels[at + channel] = (byte) Math.min(255, (int) (wall[row] * BRICK[channel] + rest));
            }
        }
        clear();
    }

    private void clear() {
        if (top < bottom) {
            Arrays.fill(wall, top, bottom, 0);
            Arrays.fill(share, top, bottom, 0);
        }
        top = camera.size();
        bottom = 0;
    }
}
