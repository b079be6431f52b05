package dev.reverie.mdn;

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
    /** Learned from rows of a table. */
    static Standardisation of(String name, double[] values, int columns, List<Bijector> bijectors) {
        var each = bijectors.isEmpty() ? java.util.Collections.<Bijector>nCopies(columns, new Bijector.Identity()) : bijectors;
        if (each.size() != columns) {
            throw new IllegalArgumentException("bijectors of " + name + " must be " + columns + " or none, were " + each.size());
        }
        int rows = values.length / columns;
        var means = new double[columns];
        var deviations = new double[columns];
        for (int c = 0; c < columns; c++) {
            // Welford 1962
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                double v = values[r * columns + c];
                double u = each.get(c).forward(v);
                if (!Double.isFinite(u)) {
                    throw new IllegalArgumentException(
                            name + " must be " + each.get(c).domain() + ", was " + v + " in row " + r + ", column " + c);
                }
                double before = u - means[c];
                means[c] += before / (r + 1);
                squares += before * (u - means[c]);
            }
            double deviation = Math.sqrt(squares / rows);
            // A constant column has rounding for a deviation.
            deviations[c] = deviation > 1e-9 * Math.abs(means[c]) && deviation > 0 ? deviation : 1;
        }
        return new Standardisation(List.copyOf(each), means, deviations);
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
