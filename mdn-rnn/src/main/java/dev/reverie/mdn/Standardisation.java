package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.core.RunningMoments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From columns as users have them to columns with mean 0 and deviation 1, and back: a bijector, then a shift and a stretch.
 *
 * @param bijectors
 *            one a column
 * @param means
 *            of the columns after their bijectors
 * @param deviations
 *            of the columns after their bijectors; 1 where a column is constant but for rounding
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
        var all = blocks[0].moments;
        for (int b = 0; b < blocks.length; b++) {
            refuse(name, each, values, columns, blocks[b].refused);
            for (int c = 0; c < columns && b > 0; c++) {
                all.get(c).add(blocks[b].moments.get(c));
            }
        }
        for (int c = 0; c < columns; c++) {
            double deviation = all.get(c).deviation();
            if (!all.get(c).isConstant() && deviation < ColumnScale.LEAST) {
                throw new IllegalArgumentException(
                        name + " must have a deviation of at least " + ColumnScale.LEAST + " for its square to be a number, has "
                                + deviation + " in column " + c + "; choose a smaller unit");
            }
        }
        return new Standardisation(List.copyOf(each), all.stream().mapToDouble(RunningMoments::mean).toArray(),
                all.stream().mapToDouble(moments -> moments.isConstant() ? 1 : moments.deviation()).toArray());
    }

    private static void refuse(String name, List<Bijector> each, double[] values, int columns, int at) {
        if (at >= 0) {
            int c = at % columns;
            var where = ", was " + values[at] + " in row " + at / columns + ", column " + c;
            throw new IllegalArgumentException(name + " must be " + (each.get(c).contains(values[at])
                    ? "within ±" + ColumnScale.MOST + " for its square to be a number" + where + "; choose a larger unit"
                    : each.get(c).domain() + where));
        }
    }

    /**
     * Moments of some rows.
     *
     * @param moments
     *            of the columns after their bijectors
     * @param refused
     *            index of the first number that is outside its bijector's domain or too large; -1 if there is none
     */
    private record Part(List<RunningMoments> moments, int refused) {
        /** Of rows from..to-1, about the first row of the table. */
        static Part of(List<Bijector> bijectors, double[] values, int columns, int from, int to) {
            var moments = IntStream.range(0, columns).mapToObj(c -> new RunningMoments(bijectors.get(c).forward(values[c]))).toList();
            for (int i = from * columns; i < to * columns; i++) {
                double u = bijectors.get(i % columns).forward(values[i]);
                if (!(Math.abs(u) <= ColumnScale.MOST)) {
                    return new Part(moments, i);
                }
                moments.get(i % columns).add(u);
            }
            return new Part(moments, -1);
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
