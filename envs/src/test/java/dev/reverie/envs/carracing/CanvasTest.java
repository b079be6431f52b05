package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CanvasTest {
    /** One sample a canvas pixel, so that what is filled can be counted. */
    private final Canvas canvas = new Canvas(Canvas.WIDTH, Canvas.SCENE_HEIGHT);

    private long count(int colour) {
        long count = 0;
        for (byte sample : canvas.samples) {
            count += sample == colour ? 1 : 0;
        }
        return count;
    }

    private int at(int x, int yUp) {
        return canvas.samples[(Canvas.HEIGHT - 1 - yUp) * Canvas.WIDTH + x];
    }

    @Test
    void cornersAreCutToWholePixelsAndEdgesBelongToThePolygon() {
        canvas.fill(new double[]{10.9, 200.2, 20.9, 200.2, 20.9, 230.7, 10.9, 230.7}, 4, 1);
        assertEquals(11 * 31, count(1));
        assertEquals(1, at(10, 200));
        assertEquals(1, at(20, 230));
        assertEquals(0, at(21, 230));
        assertEquals(0, at(10, 231));
    }

    @Test
    void aTriangleHasHalfItsSquare() {
        canvas.fill(new double[]{100, 200, 500, 200, 100, 600}, 3, 1);
        assertEquals(401 * 402 / 2, count(1), 401);
    }

    @Test
    void neighboursLeaveNoSeamAndLaterOnesCover() {
        canvas.fill(new double[]{100, 300, 300, 333, 300, 500, 100, 477}, 4, 1);
        canvas.fill(new double[]{300, 333, 500, 300, 500, 477, 300, 500}, 4, 2);
        for (int x = 100; x <= 500; x++) {
            assertEquals(x < 300 ? 1 : 2, at(x, 400), "column " + x);
        }
    }

    @Test
    void whatIsOutsideIsCutOff() {
        canvas.fill(new double[]{-5000, -5000, 5000, -5000, 5000, 5000, -5000, 5000}, 4, 1);
        assertEquals((long) Canvas.WIDTH * Canvas.SCENE_HEIGHT, count(1));
        canvas.clear(0);
        canvas.fill(new double[]{-50, 0, -10, 0, -10, 700, -50, 700}, 4, 1);
        canvas.fill(new double[]{0, 0, 999, 0, 999, 99, 0, 99}, 4, 1);
        assertEquals(0, count(1), "to the left, and below the scene");
    }

    @Test
    void flatColoursLoseTwoAndMixedOnesOne() {
        for (int side : new int[]{2, 4}) {
            var small = new Canvas(2 * side, side);
            var shrink = new Shrink(small, side);
            shrink.use(Colours.standard().palette());
            small.clear(Colours.FIELD);
            for (int k = 0; k < small.samples.length; k++) {
                if (k % (2 * side) >= side && k % 2 == 0) {
                    small.samples[k] = Colours.RED_KERB;
                }
            }
            var pixels = new byte[6];
            shrink.paint(pixels, 0);
            assertArrayEquals(new byte[]{100, (byte) 202, 100, (byte) 177, 101, 50}, pixels, Arrays.toString(pixels));
        }
    }
}
