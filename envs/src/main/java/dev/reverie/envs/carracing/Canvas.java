package dev.reverie.envs.carracing;

import java.util.Arrays;

/**
 * What Gymnasium's canvas of 1000 × 800 pixels would hold above its instruments, looked at in evenly spread places only: samples, each the
 * number of a colour.
 *
 * <p>Polygons are filled as SDL fills them: corners cut to whole pixels, edges included. Later ones cover earlier ones. So what is sampled
 * is exact but for the half-covered pixels along edges that SDL smooths.
 */
final class Canvas {
    static final int WIDTH = 1000;
    static final int HEIGHT = 800;
    /** Above the instruments. */
    static final int SCENE_HEIGHT = 700;

    final int columns;
    final int rows;
    /** [rows, columns], row 0 on top. */
    final byte[] samples;
    /** Canvas row of each sample row. */
    private final int[] rowAt;
    /** For each canvas column and row, the first sample at or after it. */
    private final int[] firstColumn;
    private final int[] firstRow;
    /** Of the polygon being filled: leftmost and rightmost canvas column in each sample row. */
    private final int[] left;
    private final int[] right;

    Canvas(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        samples = new byte[rows * columns];
        firstColumn = first(places(columns, WIDTH), WIDTH);
        rowAt = places(rows, SCENE_HEIGHT);
        firstRow = first(rowAt, SCENE_HEIGHT);
        left = new int[rows];
        right = new int[rows];
    }

    private static int[] places(int samples, int pixels) {
        var places = new int[samples];
        Arrays.setAll(places, k -> (2 * k + 1) * pixels / (2 * samples));
        return places;
    }

    private static int[] first(int[] places, int pixels) {
        var first = new int[pixels + 1];
        int k = 0;
        for (int pixel = 0; pixel <= pixels; pixel++) {
            while (k < places.length && places[k] < pixel) {
                k++;
            }
            first[pixel] = k;
        }
        return first;
    }

    void clear(int colour) {
        Arrays.fill(samples, (byte) colour);
    }

    /**
     * Fills a convex polygon.
     *
     * @param corners
     *            x, y of each, in pixels; y grows upwards from the canvas' lower edge, as it does before Gymnasium turns its canvas over
     */
    void fill(double[] corners, int count, int colour) {
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int y = HEIGHT - 1 - (int) corners[2 * i + 1];
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        int from = firstSampleRow(top);
        int to = firstSampleRow(bottom + 1);
        if (from >= to) {
            return;
        }
        Arrays.fill(left, from, to, Integer.MAX_VALUE);
        Arrays.fill(right, from, to, Integer.MIN_VALUE);
        int x1 = (int) corners[2 * count - 2];
        int y1 = HEIGHT - 1 - (int) corners[2 * count - 1];
        for (int i = 0; i < count; i++) {
            int x2 = (int) corners[2 * i];
            int y2 = HEIGHT - 1 - (int) corners[2 * i + 1];
            if (y1 <= y2) {
                edge(x1, y1, x2, y2);
            } else {
                edge(x2, y2, x1, y1);
            }
            x1 = x2;
            y1 = y2;
        }
        for (int row = from; row < to; row++) {
            int a = firstColumn[Math.max(0, Math.min(left[row], WIDTH))];
            int b = firstColumn[Math.max(0, Math.min(right[row] + 1, WIDTH))];
            int start = row * columns;
            for (int k = start + a; k < start + b; k++) {
                samples[k] = (byte) colour;
            }
        }
    }

    private int firstSampleRow(int y) {
        return firstRow[Math.max(0, Math.min(y, SCENE_HEIGHT))];
    }

    /** Widens the sample rows that an edge passes, y1 ≤ y2. */
    private void edge(int x1, int y1, int x2, int y2) {
        int from = firstSampleRow(y1);
        int to = firstSampleRow(y2 + 1);
        double slope = y1 == y2 ? 0 : (double) (x2 - x1) / (y2 - y1);
        double zero = x1 - y1 * slope + 0.5;
        for (int row = from; row < to; row++) {
            int x = (int) Math.floor(zero + slope * rowAt[row]);
            left[row] = Math.min(left[row], x);
            right[row] = Math.max(right[row], x);
        }
        if (y1 == y2 && from < to) {
            left[from] = Math.min(left[from], Math.min(x1, x2));
            right[from] = Math.max(right[from], Math.max(x1, x2));
        }
    }
}
