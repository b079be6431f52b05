package dev.reverie.envs;

/**
 * Where {@link TakeCover}'s picture has what: a square picture that shows 90° to the sides, from 41 units above the floor and from where
 * the player stands.
 *
 * <p>Across, the focal length of 64×64 pixels is 32; up and down it is 61, since Doom's pixels are 1.2 times as high as wide and 400 rows
 * of 480 were squeezed into 64. Other sizes show the same, finer or coarser. Depth is the distance along x. Columns and rows are counted
 * from the upper left corner and are edges at whole numbers.
 */
final class Camera {
    static final int CHANNELS = 3;
    static final double EYE = 41;
    private static final double UP = 61.0 / 64;

    private final int size;
    private final double middle;
    private final double up;
    private double x = TakeCoverPlayer.START_X;
    private double y = TakeCoverPlayer.START_Y;

    /** One for pictures of {@code size} by {@code size} pixels. */
    Camera(int size) {
        this.size = size;
        middle = size / 2.0;
        up = UP * size;
    }

    /** Looks from there. */
    void stand(double newX, double newY) {
        x = newX;
        y = newY;
    }

    /** Pixels a side. */
    int size() {
        return size;
    }

    /** The place where a pixel's first byte is. */
    int at(int row, int column) {
        return (row * size + column) * CHANNELS;
    }

    /** Where the player's eye is, along x. */
    double x() {
        return x;
    }

    /** Where the player's eye is, along y. */
    double y() {
        return y;
    }

    /** How far ahead something at x is. */
    double depth(double farX) {
        return farX - x;
    }

    /** Pixels across a unit at some depth. */
    double across(double depth) {
        return middle / depth;
    }

    /** Pixels up a unit at some depth. */
    double up(double depth) {
        return up / depth;
    }

    /** The column of something at y. */
    double column(double farY, double depth) {
        return middle - (farY - y) * across(depth);
    }

    /** The row of something z units above the floor. */
    double row(double z, double depth) {
        return middle + (EYE - z) * up(depth);
    }

    /** The row that is nothing but infinitely far, and the column straight ahead. */
    double middle() {
        return middle;
    }

    /** How many units to the left a ray through {@code column} goes for each unit ahead. */
    double slope(double column) {
        return (middle - column) / middle;
    }

    /** The height that {@code row} shows at some depth. */
    double height(double row, double depth) {
        return EYE + (middle - row) * depth / up;
    }

    /** How far ahead {@code row} would meet the floor or, above the horizon, the ceiling; infinite on the horizon. */
    double flatDepth(double row) {
        return row < middle ? (TakeCoverGame.CEILING - EYE) * up / (middle - row) : EYE * up / (row - middle);
    }
}
