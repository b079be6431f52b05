package dev.reverie.envs.carracing;

import java.util.Arrays;

/**
 * The instruments below the scene, as Gymnasium has them: the score, the speed, the spin of the four wheels, the steering and the yaw rate,
 * on black. Every mark is a rectangle of whole pixels of the canvas, shrunk exactly; the shapes of the digits are our own.
 */
final class Dashboard {
    private static final int HEIGHT = Canvas.HEIGHT - Canvas.SCENE_HEIGHT;
    private static final double UNIT_X = Canvas.WIDTH / 40.0;
    private static final double UNIT_Y = Canvas.HEIGHT / 40.0;
    /** Below it, an instrument shows nothing. */
    private static final double LEAST = 1e-4;
    private static final int[] WHITE = {255, 255, 255};
    private static final int[] RED = {255, 0, 0};
    private static final int[] GREEN = {0, 255, 0};
    private static final int[][] WHEELS = {{0, 0, 255}, {0, 0, 255}, {51, 0, 255}, {51, 0, 255}};

    /** Digits stand in a box from here, 20 wide and 32 high, in strokes 6 thick. */
    private static final int TEXT_MIDDLE = 60;
    private static final int TEXT_TOP = 30;
    private static final double ADVANCE = 23.4;
    private static final double MINUS_ADVANCE = 14;
    /** Left, top, right, bottom (excluded) of the strokes: top, middle, bottom, upper left and right, lower left and right, upright. */
    private static final int[][] STROKES =
            {{6, 0, 14, 6}, {6, 13, 14, 19}, {6, 26, 14, 32}, {0, 2, 6, 16}, {14, 2, 20, 16}, {0, 16, 6, 30}, {14, 16, 20, 30},
                {8, 0, 14, 32}};
    /** Strokes of each digit, the first stroke in the lowest bit. */
    private static final int[] DIGITS =
            {0b1111101, 0b10000000, 0b0110111, 0b1010111, 0b1011010, 0b1001111, 0b1101111, 0b1010001, 0b1111111, 0b1011111};

    private final int width;
    private final int height;
    /** [height, width, 3], of one picture. */
    private final double[] light;

    /** For a picture so wide, with so many rows of instruments. */
    Dashboard(int width, int height) {
        this.width = width;
        this.height = height;
        light = new double[height * width * 3];
    }

    /**
     * Shows the state of a race.
     *
     * @param pixels
     *            the picture; filled from byte {@code at} on, [height, width, 3]
     */
    void paint(Race race, byte[] pixels, int at) {
        Arrays.fill(light, 0);
        score((int) race.shownScore());
        var car = race.car;
        double speed = Math.sqrt((double) car.hull.vx * car.hull.vx + (double) car.hull.vy * car.hull.vy);
        upright(5, speed, 0.02, WHITE);
        for (int w = 0; w < 4; w++) {
            upright(7 + w, car.wheels[w].omega, 0.01, WHEELS[w]);
        }
        lying(20, car.wheels[0].joint.angle(), -10, GREEN);
        lying(30, car.hull.spin, -0.8, RED);
        for (int i = 0; i < light.length; i++) {
            pixels[at + i] = (byte) Math.max(0, (int) light[i] - (light[i] == 255 ? 2 : 1));
        }
    }

    /** A column, one unit wide, that grows with the value. */
    private void upright(int place, double value, double scale, int[] colour) {
        if (Math.abs(value) > LEAST) {
            double end = HEIGHT - UNIT_Y - UNIT_Y * scale * value;
            mark(place * UNIT_X, HEIGHT - UNIT_Y, (place + 1) * UNIT_X, end, colour);
        }
    }

    /** A bar that grows to the right or to the left. */
    private void lying(int place, double value, double scale, int[] colour) {
        if (Math.abs(value) > LEAST) {
            mark(place * UNIT_X, HEIGHT - 4 * UNIT_Y, (place + scale * value) * UNIT_X, HEIGHT - 2 * UNIT_Y, colour);
        }
    }

    /** A rectangle between two corners, both cut to whole pixels and both inside. */
    private void mark(double x1, double y1, double x2, double y2, int[] colour) {
        int ax = (int) x1;
        int ay = (int) (y1 + Canvas.SCENE_HEIGHT) - Canvas.SCENE_HEIGHT;
        int bx = (int) x2;
        int by = (int) (y2 + Canvas.SCENE_HEIGHT) - Canvas.SCENE_HEIGHT;
        cover(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx) + 1, Math.max(ay, by) + 1, colour);
    }

    /** Four digits and more, with a minus in the place of the first if it is negative. */
    private void score(int score) {
        double x = TEXT_MIDDLE - 2 * ADVANCE;
        int rest = Math.abs(score);
        int digits = rest < 10_000 ? 4 : 5;
        if (score < 0) {
            x = TEXT_MIDDLE - (MINUS_ADVANCE + 3 * ADVANCE) / 2;
            cover(x + 2, TEXT_TOP + 17, x + 12, TEXT_TOP + 23, WHITE);
            x += MINUS_ADVANCE;
            digits--;
        }
        for (int d = digits - 1; d >= 0; d--) {
            int strokes = DIGITS[rest / power(d) % 10];
            for (int s = 0; s < STROKES.length; s++) {
                if ((strokes >> s & 1) != 0) {
                    int[] box = STROKES[s];
                    cover(x + 1.5 + box[0], TEXT_TOP + box[1], x + 1.5 + box[2], TEXT_TOP + box[3], WHITE);
                }
            }
            x += ADVANCE;
        }
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Covers a rectangle of canvas pixels, measured from the upper left of the instruments: each pixel of the picture by its share. */
    private void cover(double left, double top, double right, double bottom, int[] colour) {
        double scaleX = (double) width / Canvas.WIDTH;
        double scaleY = (double) height / HEIGHT;
        double x1 = Math.max(0, left * scaleX);
        double x2 = Math.min(width, right * scaleX);
        double y1 = Math.max(0, top * scaleY);
        double y2 = Math.min(height, bottom * scaleY);
        for (int row = (int) y1; row < y2; row++) {
            double down = Math.min(row + 1, y2) - Math.max(row, y1);
            for (int column = (int) x1; column < x2; column++) {
                double share = down * (Math.min(column + 1, x2) - Math.max(column, x1));
                int at = (row * width + column) * 3;
                for (int c = 0; c < 3; c++) {
                    light[at + c] += share * (colour[c] - light[at + c]);
                }
            }
        }
    }
}
