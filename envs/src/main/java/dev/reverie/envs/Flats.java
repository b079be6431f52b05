package dev.reverie.envs;

import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;

/**
 * Floor and ceiling of {@link TakeCover}'s room: mottled grey, darker with distance.
 *
 * <p>The player never moves forward, so a row of the picture always shows the same strip of the floor. Each strip is blurred once, over
 * what one of its pixels covers, and looked up by y from then on.
 */
final class Flats {
    private static final int DEPTH = (int) (TakeCoverGame.FAR_WALL - TakeCoverGame.BACK_WALL);
    private static final int WIDTH = (int) TakeCoverGame.LEFT_WALL;
    private static final double NEAR_GREY = 90;
    private static final double FAR_GREY = 74;

    /** [row][y]: grey 0..255. */
    private static final float[][] STRIPS = strips();

    private Flats() {
    }

    /** How grey the floor or ceiling is that row {@code row} shows at y; the edge's where y is outside. */
    static double grey(int row, double y) {
        return STRIPS[row][Math.min(Math.max((int) y, 0), WIDTH - 1)];
    }

    private static float[][] strips() {
        var floor = mottle(Seed.of(1).child("floor").random());
        var ceiling = mottle(Seed.of(1).child("ceiling").random());
        var strips = new float[Camera.SIZE][];
        for (int row = 0; row < Camera.SIZE; row++) {
            strips[row] = strip(row, row < Camera.HORIZON ? ceiling : floor);
        }
        return strips;
    }

    private static float[] strip(int row, double[][] mottle) {
        double depth = Camera.flatDepth(row + 0.5);
        double light = Math.min(Math.max((depth - 120) / 360, 0), 1);
        double grey = NEAR_GREY + (FAR_GREY - NEAR_GREY) * light;
        double one = Camera.flatDepth(row);
        double other = Camera.flatDepth(row + 1);
        int x0 = clamp(Math.min(one, other), DEPTH - 1);
        int x1 = Math.max(clamp(Math.max(one, other), DEPTH), x0 + 1);
        double reach = depth / Camera.ACROSS / 2;
        var strip = new float[WIDTH];
        for (int y = 0; y < WIDTH; y++) {
            int y0 = clamp(y - reach, WIDTH - 1);
            int y1 = Math.max(clamp(y + reach, WIDTH), y0 + 1);
            double sum = mottle[x1][y1] - mottle[x0][y1] - mottle[x1][y0] + mottle[x0][y0];
            strip[y] = (float) (grey + sum / ((x1 - x0) * (y1 - y0)));
        }
        return strip;
    }

    private static int clamp(double value, int high) {
        return (int) Math.min(Math.max(value, 0), high);
    }

    /** Noise of several sizes, summed from the corner, [DEPTH + 1][WIDTH + 1]. */
    private static double[][] mottle(Xoshiro256 random) {
        var noise = new double[DEPTH + 1][WIDTH + 1];
        for (int cell = 4; cell <= 64; cell *= 4) {
            var cells = new double[DEPTH / cell + 1][WIDTH / cell + 1];
            for (var line : cells) {
                for (int i = 0; i < line.length; i++) {
                    line[i] = 5 * (random.nextDouble() - 0.5);
                }
            }
            for (int x = 0; x < DEPTH; x++) {
                for (int y = 0; y < WIDTH; y++) {
                    noise[x + 1][y + 1] += cells[x / cell][y / cell];
                }
            }
        }
        for (int x = 1; x <= DEPTH; x++) {
            for (int y = 1; y <= WIDTH; y++) {
                noise[x][y] += noise[x - 1][y] + noise[x][y - 1] - noise[x - 1][y - 1];
            }
        }
        return noise;
    }
}
