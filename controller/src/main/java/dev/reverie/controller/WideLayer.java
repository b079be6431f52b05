package dev.reverie.controller;

import java.util.Arrays;

/**
 * One layer with its weights by columns, for several rows of inputs at a time: to the bit what {@link Affine#apply} gives each, since every
 * output has the same eight partial sums, added to in the same order.
 *
 * <p>An element of x times a column of W is added to the sums of all outputs at once, which the JIT compiler vectorises; four columns a
 * pass, which serve all rows while they are in the nearest cache.
 *
 * @param columns
 *            of W, [inputs][outputs]
 * @param bias
 *            b, [outputs], zeros where there is none
 */
record WideLayer(float[][] columns, float[] bias) {
    /** Partial sums of an output. */
    static final int SUMS = 8;
    /** Columns a pass; eight are no longer vectorised. */
    private static final int PASS = 4;

    /**
     * @param parameters
     *            of which those of this layer begin at {@code at}
     */
    static WideLayer of(float[] parameters, int at, boolean biased, int inputs, int outputs) {
        var columns = new float[inputs][outputs];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                columns[i][o] = parameters[at + o * inputs + i];
            }
        }
        int end = at + outputs * inputs;
        return new WideLayer(columns, biased ? Arrays.copyOfRange(parameters, end, end + outputs) : new float[outputs]);
    }

    /**
     * y = W x + b for each row.
     *
     * @param x
     *            [rows][inputs], not modified
     * @param y
     *            [rows][outputs], overwritten
     * @param sums
     *            [rows · {@link #SUMS}][outputs], overwritten
     */
    void apply(int rows, float[][] x, float[][] y, float[][] sums) {
        int outputs = bias.length;
        for (int s = 0; s < rows * SUMS; s++) {
            Arrays.fill(sums[s], 0, outputs, 0);
        }
        int whole = columns.length - columns.length % SUMS;
        for (int s = 0; s < SUMS; s++) {
            int i = s;
            for (; i + (PASS - 1) * SUMS < whole; i += PASS * SUMS) {
                for (int r = 0; r < rows; r++) {
                    add(x[r], i, columns[i], columns[i + SUMS], columns[i + 2 * SUMS], columns[i + 3 * SUMS], outputs, sums[r * SUMS + s]);
                }
            }
            for (; i < whole; i += SUMS) {
                add(rows, x, i, outputs, sums, s);
            }
        }
        for (int i = whole; i < columns.length; i++) {
            add(rows, x, i, outputs, sums, 0);
        }
        for (int r = 0; r < rows; r++) {
            int s = r * SUMS;
            total(sums[s], sums[s + 1], sums[s + 2], sums[s + 3], outputs, sums[s]);
            total(sums[s + 4], sums[s + 5], sums[s + 6], sums[s + 7], outputs, sums[s + 4]);
            finish(sums[s], sums[s + 4], outputs, y[r]);
        }
    }

    private void add(int rows, float[][] x, int i, int outputs, float[][] sums, int s) {
        for (int r = 0; r < rows; r++) {
            add(x[r][i], columns[i], outputs, sums[r * SUMS + s]);
        }
    }

    private static void add(float x, float[] column, int outputs, float[] sum) {
        for (int o = 0; o < outputs; o++) {
            sum[o] += x * column[o];
        }
    }

    private static void add(float[] x, int i, float[] c0, float[] c1, float[] c2, float[] c3, int outputs, float[] sum) {
        float x0 = x[i];
        float x1 = x[i + SUMS];
        float x2 = x[i + 2 * SUMS];
        float x3 = x[i + 3 * SUMS];
        for (int o = 0; o < outputs; o++) {
            sum[o] = sum[o] + x0 * c0[o] + x1 * c1[o] + x2 * c2[o] + x3 * c3[o];
        }
    }

    private static void total(float[] a, float[] b, float[] c, float[] d, int outputs, float[] into) {
        for (int o = 0; o < outputs; o++) {
            into[o] = (a[o] + b[o]) + (c[o] + d[o]);
        }
    }

    private void finish(float[] a, float[] b, int outputs, float[] y) {
        for (int o = 0; o < outputs; o++) {
            y[o] = (a[o] + b[o]) + bias[o];
        }
    }
}
