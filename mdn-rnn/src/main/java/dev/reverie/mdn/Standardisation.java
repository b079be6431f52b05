package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import java.util.Arrays;
import java.util.List;

/**
 * From columns as users have them to columns with mean 0 and deviation 1, and back: a bijector, then a shift and a stretch.
 *
 * @param bijectors
 *            one a column
 * @param means
 *            of the columns after their bijectors
 * @param deviations
 *            likewise; 1 where a column is constant
 */
record Standardisation(List<Bijector> bijectors, double[] means, double[] deviations) {
    Standardisation {
        if (means.length == 0 || bijectors.size() != means.length || deviations.length != means.length) {
            throw new IllegalArgumentException("bijectors, means and deviations must be one a column, were " + bijectors.size() + ", "
                    + means.length + " and " + deviations.length);
        }
        for (int c = 0; c < means.length; c++) {
            if (!Double.isFinite(means[c]) || !(deviations[c] > 0) || Double.isInfinite(deviations[c])) {
                throw new IllegalArgumentException(
                        "mean and deviation of column " + c + " must be finite, the deviation > 0, were " + means[c]
                                + " and " + deviations[c]);
            }
        }
    }

    /** Rows that a task takes. */
    private static final int BLOCK = 1 << 13;

    /** Learned from rows of a table. */
    static Standardisation of(String name, double[] values, int columns, List<Bijector> bijectors) {
        var each = bijectors.isEmpty() ? java.util.Collections.<Bijector>nCopies(columns, new Bijector.Identity()) : bijectors;
        if (each.size() != columns) {
            throw new IllegalArgumentException("bijectors of " + name + " must be " + columns + " or none, were " + each.size());
        }
        int rows = values.length / columns;
        var blocks = new Part[(rows + BLOCK - 1) / BLOCK];
        Engine.current().pool().run(blocks.length,
                b -> blocks[b] = Part.of(each, values, columns, b * BLOCK, Math.min(rows, (b + 1) * BLOCK)));
        var all = new Part(0, new double[columns], new double[columns], -1);
        for (var block : blocks) {
            if (block.refused >= 0) {
                int c = block.refused % columns;
                throw new IllegalArgumentException(name + " must be " + each.get(c).domain() + ", was " + values[block.refused] + " in row "
                        + block.refused / columns + ", column " + c);
            }
            all = all.with(block);
        }
        var deviations = new double[columns];
        for (int c = 0; c < columns; c++) {
            double deviation = Math.sqrt(all.squares[c] / rows);
            // A constant column has rounding for a deviation.
            deviations[c] = deviation > 1e-9 * Math.abs(all.means[c]) && deviation > 0 ? deviation : 1;
        }
        return new Standardisation(List.copyOf(each), all.means, deviations);
    }

    /**
     * Means of some rows, and sums of squares about them.
     *
     * @param refused
     *            index of the first number outside its bijector's domain; -1 if there is none
     */
    private record Part(int rows, double[] means, double[] squares, int refused) {
        /** Of rows from..to-1, by Welford's method (1962). */
        static Part of(List<Bijector> bijectors, double[] values, int columns, int from, int to) {
            var means = new double[columns];
            var squares = new double[columns];
            for (int r = from; r < to; r++) {
                for (int c = 0; c < columns; c++) {
                    double u = bijectors.get(c).forward(values[r * columns + c]);
                    if (!Double.isFinite(u)) {
                        return new Part(to - from, means, squares, r * columns + c);
                    }
                    double before = u - means[c];
                    means[c] += before / (r - from + 1);
                    squares[c] += before * (u - means[c]);
                }
            }
            return new Part(to - from, means, squares, -1);
        }

        /** Both together (Chan, Golub and LeVeque 1983). */
        Part with(Part other) {
            int sum = rows + other.rows;
            var mean = means.clone();
            var square = squares.clone();
            for (int c = 0; c < mean.length; c++) {
                double step = other.means[c] - means[c];
                mean[c] += step * other.rows / sum;
                square[c] += other.squares[c] + step * step * rows * other.rows / sum;
            }
            return new Part(sum, mean, square, -1);
        }
    }

    int columns() {
        return means.length;
    }

    /** One number of column c. */
    double forward(int c, double value) {
        return (bijectors.get(c).forward(value) - means[c]) / deviations[c];
    }

    /** All rows of a table. */
    float[] forward(double[] values) {
        var result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) forward(i % columns(), values[i]);
        }
        return result;
    }

    /** Σ ln of the deviations: what a log density loses on the way back to u. */
    double logDeviations() {
        return Arrays.stream(deviations).map(Math::log).sum();
    }

    /** A density of standardised columns, {@code from} on, as one of u. */
    Normal backward(Normal normal, int from) {
        var mean = normal.mean();
        var factor = normal.factor();
        for (int i = 0; i < mean.length; i++) {
            mean[i] = means[from + i] + deviations[from + i] * mean[i];
            for (int j = 0; j <= i; j++) {
                factor[i][j] /= deviations[from + i];
            }
        }
        return new Normal(mean, factor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standardisation s && bijectors.equals(s.bijectors) && Arrays.equals(means, s.means)
                && Arrays.equals(deviations, s.deviations);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
    }
}
