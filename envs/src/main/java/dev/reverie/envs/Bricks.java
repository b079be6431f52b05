package dev.reverie.envs;

import dev.reverie.core.Seed;

/**
 * The brick wall of {@link TakeCover}'s room: how bright it is at any place, averaged over any rectangle exactly.
 *
 * <p>Bricks are 32 × 8 units with dark joints between them; every course is shifted and every brick toned at random, the same in every
 * room. Brightness is constant in pieces, so its integral is known: along a course from a table, upwards by hand. A wall seen from afar or
 * at a grazing angle therefore neither flickers nor swims as the player moves. Where a pixel takes in a good part of a brick's length, a
 * course fades to its mean, as Doom's far walls do, which saves a quarter of the bytes of a stored picture.
 */
final class Bricks {
    /** The longest wall. */
    private static final int LENGTH = 768;
    private static final int WIDTH = 32;
    private static final int COURSE = 8;
    private static final double JOINT = 1.5;
    /** Up to so many units a pixel the single brick is seen in full, and from so many on not at all. */
    private static final double CLEAR = 4;
    private static final double BLURRED = 12;
    private static final double JOINT_SHADE = 0.60;
    /** Table entries a unit. */
    private static final int FINE = 2;

    /** How far the lowest course reaches into the floor, so that no joint runs along the horizon. */
    private static final int SUNK = 4;

    static final int COURSES = (int) (TakeCoverGame.CEILING + SUNK) / COURSE + 1;

    /** [course][u·FINE]: brightness integrated from 0 to u. */
    private static final float[][] ALONG = integrate();

    private Bricks() {
    }

    private static float[][] integrate() {
        var random = Seed.of(1).child("bricks").random();
        var along = new float[COURSES][LENGTH * FINE + 1];
        for (var course : along) {
            double tone = 1.06 + 0.16 * (random.nextDouble() - 0.5);
            int shift = random.nextInt(WIDTH * FINE);
            double brick = tone;
            double sum = 0;
            for (int i = 0; i < LENGTH * FINE; i++) {
                int place = (i + shift) % (WIDTH * FINE);
                if (i == 0 || place == 0) {
                    brick = tone + 0.15 * (random.nextDouble() - 0.5);
                }
                sum += (place < JOINT * FINE ? JOINT_SHADE : brick) / FINE;
                course[i + 1] = (float) sum;
            }
        }
        return along;
    }

    /**
     * The column of wall between u0 and u1, each course averaged on its own, and faded by its width.
     *
     * @param u0
     *            units along the wall, 0..768
     * @param u1
     *            above u0
     * @param column
     *            overwritten, [2·COURSES + 1]: see {@link #mean}
     */
    static void column(double u0, double u1, double[] column) {
        double seen = Math.min((BLURRED - (u1 - u0)) / (BLURRED - CLEAR), 1);
        for (int j = 0; j < COURSES; j++) {
            double brick = ALONG[j][LENGTH * FINE] / LENGTH;
            if (seen > 0) {
                brick += seen * ((along(j, u1) - along(j, u0)) / (u1 - u0) - brick);
            }
            column[2 * j + 1] = brick;
            column[2 * j + 2] = column[2 * j] + JOINT * JOINT_SHADE + (COURSE - JOINT) * brick;
        }
    }

    /** Whether columns that are {@code width} units wide differ. */
    static boolean areSeen(double width) {
        return width < BLURRED;
    }

    private static double along(int course, double u) {
        double place = Math.min(Math.max(u, 0), LENGTH) * FINE;
        int i = Math.min((int) place, LENGTH * FINE - 1);
        var table = ALONG[course];
        return table[i] + (place - i) * (table[i + 1] - table[i]);
    }

    /** How bright a column is on average between two heights, or what of them is wall; about 1. */
    static double mean(double[] column, double low, double high) {
        double v0 = Math.min(Math.max(low, 0), TakeCoverGame.CEILING - 1e-6);
        double v1 = Math.max(Math.min(high, TakeCoverGame.CEILING), v0 + 1e-6);
        return (upTo(column, v1 + SUNK) - upTo(column, v0 + SUNK)) / (v1 - v0);
    }

    private static double upTo(double[] column, double v) {
        int j = (int) (v * (1.0 / COURSE));
        double rest = v - j * COURSE;
        return column[2 * j] + (rest < JOINT ? rest * JOINT_SHADE : JOINT * JOINT_SHADE + (rest - JOINT) * column[2 * j + 1]);
    }
}
