package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Standardised rows in random order: first those to train on, which can be mixed again, then the held-out ones. */
final class TrainingRows {
    /**
     * From so many rows on they are mixed in groups of {@link #GROUP}, each of rows that chance put together: memory is read in whole
     * lines.
     */
    private static final int MANY = 1 << 16;
    private static final int GROUP = 16;
    /** Rows that a task takes. */
    private static final int BLOCK = 1 << 13;

    private final int inputs;
    private final int dimensions;
    /** x, y and the weight of every row, [N, P + D + 1]. */
    private final float[] values;
    private final int count;
    private final int training;
    private final int group;
    /** The order of groups; rows beyond the last stay where they are. */
    private final int[] groups;

    /**
     * @param x
     *            standardised, [N, P]
     * @param y
     *            standardised, [N, D]
     * @param weights
     *            [N], or none where all count the same
     * @param heldOut
     *            share of the rows
     */
    TrainingRows(int inputs, float[] x, int dimensions, float[] y, double[] weights, double heldOut, Seed seed) {
        this.inputs = inputs;
        this.dimensions = dimensions;
        count = x.length / inputs;
        training = count - (heldOut == 0 ? 0 : Math.max(1, (int) (heldOut * count)));
        if (training < 1) {
            throw new IllegalArgumentException("rows must be at least 2 where some are held out, were " + count + "; set heldOut to 0");
        }
        values = mixed(x, y, weights, seed.random());
        group = training < MANY ? 1 : GROUP;
        groups = IntStream.range(0, training / group).toArray();
    }

    private float[] mixed(float[] x, float[] y, double[] weights, Xoshiro256 random) {
        double mean = weights.length == 0 ? 1 : Arrays.stream(weights).average().orElseThrow();
        if (mean == 0) {
            throw new IllegalArgumentException("weights must not all be 0");
        }
        var order = random.permutation(count);
        int width = width();
        var mixed = new float[count * width];
        Engine.current().pool().run((count + BLOCK - 1) / BLOCK, block -> {
            for (int r = block * BLOCK; r < Math.min(count, (block + 1) * BLOCK); r++) {
                System.arraycopy(x, order[r] * inputs, mixed, r * width, inputs);
                System.arraycopy(y, order[r] * dimensions, mixed, r * width + inputs, dimensions);
                mixed[(r + 1) * width - 1] = weights.length == 0 ? 1 : (float) (weights[order[r]] / mean);
            }
        });
        return mixed;
    }

    /** N. */
    int count() {
        return count;
    }

    /** Those to train on; all others are held out. */
    int training() {
        return training;
    }

    int inputs() {
        return inputs;
    }

    int dimensions() {
        return dimensions;
    }

    /** P + D + 1. */
    private int width() {
        return inputs + dimensions + 1;
    }

    /** Column p of x in a row, in the order of the beginning. */
    float x(int row, int p) {
        return values[row * width() + p];
    }

    /** Column d of y in a row, in the order of the beginning. */
    float y(int row, int d) {
        return values[row * width() + inputs + d];
    }

    /** Of the held-out targets: what their log density gains on the way back through the bijectors. */
    double meanLogSlope(Standardisation targets) {
        double sum = 0;
        for (int r = training; r < count; r++) {
            for (int d = 0; d < dimensions; d++) {
                var bijector = targets.bijectors().get(d);
                sum += bijector.logSlope(bijector.inverse(targets.means()[d] + targets.deviations()[d] * y(r, d)));
            }
        }
        return sum / Math.max(1, count - training);
    }

    /** A new order of those to train on. */
    void mix(Xoshiro256 random) {
        random.shuffle(groups);
    }

    /** Writes the present order. */
    void write(DataOutput out) throws IOException {
        for (int at : groups) {
            out.writeInt(at);
        }
    }

    /** Reads what {@link #write} wrote. */
    void read(DataInput in) throws IOException {
        for (int i = 0; i < groups.length; i++) {
            groups[i] = in.readInt();
            if (groups[i] < 0 || groups[i] >= groups.length) {
                throw new IOException("rows must be in 0.." + (groups.length - 1) + ", was " + groups[i]);
            }
        }
    }

    /**
     * Rows in the present order as planes, so many rows each: those of x, of y, and the weights. Planes that are longer end with rows of
     * weight 0.
     *
     * @param planes
     *            [P + D + 1, rows], overwritten
     */
    void gather(int from, int size, float[] planes) {
        int width = width();
        int rows = planes.length / width;
        for (int done = 0; done < size;) {
            int some = Math.min(size - done, together(from + done));
            int first = place(from + done) * width;
            for (int c = 0; c < width; c++) {
                for (int r = 0, at = first + c; r < some; r++, at += width) {
                    planes[c * rows + done + r] = values[at];
                }
            }
            done += some;
        }
        for (int c = 0; c < width; c++) {
            Arrays.fill(planes, c * rows + size, (c + 1) * rows, 0);
        }
    }

    /** How many rows from the i-th on follow each other in memory, at least. */
    private int together(int i) {
        return i < groups.length * group ? group - i % group : count - i;
    }

    private int place(int i) {
        return i < groups.length * group ? groups[i / group] * group + i % group : i;
    }
}
