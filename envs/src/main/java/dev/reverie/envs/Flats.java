package dev.reverie.envs;

import dev.reverie.core.Seed;

/**
 * Floor and ceiling of {@link TakeCover}'s room: grey, darker with distance, in faint bands across the player's view.
 *
 * <p>They are the same all along y, so a row of the picture is one grey wherever the player stands. That is how they look in the game
 * from this far, and it costs little to draw, to store and to learn. A row is averaged over the whole strip that it shows.
 */
final class Flats {
    private static final int DEPTH = (int) (TakeCoverGame.FAR_WALL - TakeCoverGame.BACK_WALL);
    private static final double NEAR_GREY = 90;
    private static final double FAR_GREY = 73;
    /** From the coarsest to the finest, in units. */
    private static final int[] BANDS = {64, 16, 4};
    private static final double CONTRAST = 5;

    /** Integrated from the back wall, [DEPTH + 1]. */
    private static final double[] FLOOR = bands("floor");
    private static final double[] CEILING = bands("ceiling");

    private Flats() {
    }

    private static double[] bands(String name) {
        var random = Seed.of(1).child(name).random();
        var sums = new double[DEPTH + 1];
        for (int band : BANDS) {
            double grey = 0;
            double sum = 0;
            for (int x = 0; x < DEPTH; x++) {
                grey = x % band == 0 ? CONTRAST * (random.nextDouble() - 0.5) : grey;
                sum += grey;
                sums[x + 1] += sum;
            }
        }
        return sums;
    }

    /** How grey the floor or ceiling is in {@code row}, 0..255. */
    static double grey(Camera camera, int row) {
        var sums = row < camera.middle() ? CEILING : FLOOR;
        double one = camera.flatDepth(row);
        double other = camera.flatDepth(row + 1);
        double start = camera.x() - TakeCoverGame.BACK_WALL;
        int x0 = (int) Math.min(start + Math.min(one, other), DEPTH - 1);
        int x1 = Math.max((int) Math.min(start + Math.max(one, other), DEPTH), x0 + 1);
        double far = Math.min(Math.max((camera.flatDepth(row + 0.5) - 120) / 360, 0), 1);
        return NEAR_GREY + (FAR_GREY - NEAR_GREY) * far + (sums[x1] - sums[x0]) / (x1 - x0);
    }
}
