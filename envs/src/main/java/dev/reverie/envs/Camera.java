package dev.reverie.envs;

/**
 * Where {@link TakeCover}'s picture has what: 64×64 pixels that show 90° to the sides, from 41 units above the floor.
 *
 * <p>Across, the focal length is 32 pixels; up and down it is 61, since Doom's pixels are 1.2 times as high as wide and 400 rows of 480
 * were squeezed into 64. Depth is the distance along x. Columns and rows are counted from the upper left corner and are edges at whole
 * numbers.
 */
final class Camera {
    static final int SIZE = 64;
    static final int CHANNELS = 3;
    static final int HORIZON = 32;
    static final int MIDDLE = 32;
    static final double ACROSS = 32;
    static final double UP = 61;
    static final double EYE = 41;

    private Camera() {
    }

    /** How far ahead something at x is. */
    static double depth(double x) {
        return x - TakeCoverGame.PLAYER_X;
    }

    /** The column of something {@code left} units to the player's left. */
    static double column(double left, double depth) {
        return MIDDLE - left * ACROSS / depth;
    }

    /** The row of something z units above the floor. */
    static double row(double z, double depth) {
        return HORIZON + (EYE - z) * UP / depth;
    }

    /** How many units to the left a ray through {@code column} goes for each unit ahead. */
    static double slope(double column) {
        return (MIDDLE - column) / ACROSS;
    }

    /** The height that {@code row} shows at some depth. */
    static double height(double row, double depth) {
        return EYE + (HORIZON - row) * depth / UP;
    }

    /** How far ahead {@code row} would meet the floor or, above the horizon, the ceiling; infinite on the horizon. */
    static double flatDepth(double row) {
        return row < HORIZON ? (TakeCoverGame.CEILING - EYE) * UP / (HORIZON - row) : EYE * UP / (row - HORIZON);
    }
}
