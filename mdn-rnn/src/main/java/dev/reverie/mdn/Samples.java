package dev.reverie.mdn;

import java.util.Arrays;

/**
 * Rows of inputs x and targets y.
 *
 * @param inputs
 *            P, columns of x
 * @param x
 *            [N, P], not copied
 * @param dimensions
 *            D, columns of y
 * @param y
 *            [N, D], not copied
 * @param weights
 *            how much each row counts in the loss, [N], each >= 0; empty where all count the same. Rows drawn from a proposal q instead of
 *            p weigh p/q; a factor that depends on x alone changes no conditional density, only how much effort goes where
 */
public record Samples(int inputs, double[] x, int dimensions, double[] y, double[] weights) {
    public Samples {
        if (inputs < 1 || dimensions < 1) {
            throw new IllegalArgumentException("inputs and dimensions must be >= 1, were " + inputs + " and " + dimensions);
        }
        if (y.length == 0 || y.length % dimensions != 0 || x.length % inputs != 0 || x.length / inputs != y.length / dimensions) {
            throw new IllegalArgumentException(
                    "x and y must have as many rows, at least 1, were " + x.length + " numbers in rows of " + inputs
                            + " and " + y.length + " in rows of " + dimensions);
        }
        refuseNonFinite("x", x, inputs);
        refuseNonFinite("y", y, dimensions);
        if (weights.length != 0 && weights.length != y.length / dimensions) {
            throw new IllegalArgumentException("weights must be " + y.length / dimensions + ", one a row, or none, were " + weights.length);
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException("weights must be >= 0, was " + weights[i] + " in row " + i);
            }
        }
    }

    /** Rows that all count the same. */
    public Samples(int inputs, double[] x, int dimensions, double[] y) {
        this(inputs, x, dimensions, y, new double[0]);
    }

    /** The same rows, counted otherwise. */
    public Samples withWeights(double[] weights) {
        return new Samples(inputs, x, dimensions, y, weights);
    }

    /** One input, one target. */
    public static Samples of(double[] x, double[] y) {
        return new Samples(1, x, 1, y);
    }

    private static void refuseNonFinite(String name, double[] values, int columns) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        name + " must be finite, was " + values[i] + " in row " + i / columns + ", column " + i % columns);
            }
        }
    }

    /** N. */
    public int rows() {
        return y.length / dimensions;
    }

    /** A copy of a row of x. */
    public double[] input(int row) {
        return Arrays.copyOfRange(x, row * inputs, (row + 1) * inputs);
    }

    /** A copy of a row of y. */
    public double[] target(int row) {
        return Arrays.copyOfRange(y, row * dimensions, (row + 1) * dimensions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples s && inputs == s.inputs && dimensions == s.dimensions && Arrays.equals(x, s.x)
                && Arrays.equals(y, s.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "Samples[" + rows() + " rows of " + inputs + " inputs, " + dimensions + " targets]";
    }
}
