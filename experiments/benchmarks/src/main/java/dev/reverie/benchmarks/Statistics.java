package dev.reverie.benchmarks;

import java.util.Collection;

/** What is said of several measurements of the same thing. */
final class Statistics {
    private Statistics() {
    }

    static double median(Collection<Double> values) {
        return quantile(values, 0.5);
    }

    /**
     * Linear between the neighbouring order statistics (Hyndman and Fan 1996, definition 7).
     *
     * @param values
     *            at least one, in any order
     * @param share
     *            of the values that lie below, in [0, 1]
     */
    static double quantile(Collection<Double> values, double share) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values must hold at least one number, was empty");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be in [0, 1], was " + share);
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
