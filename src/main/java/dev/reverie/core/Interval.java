package dev.reverie.core;

import java.util.Arrays;
import java.util.Locale;

/**
 * A 95% interval: how far a number that was found from some draws may be from the true one. NaN where there were too few to say.
 *
 * @param low
 *            its lower end
 * @param high
 *            its upper end
 */
public record Interval(double low, double high) {
    /** Where nothing can be said. */
    public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);
    /** The 0.975 quantile of the normal distribution. */
    public static final double NORMAL_975 = 1.959963984540054;

    /** Of a proportion, k of n (Wilson 1927), which stays within 0..1 and is right for few, too. */
    public static Interval ofShare(int k, int n) {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException("k must be in 0..n = " + n + ", was " + k);
        }
        if (n == 0) {
            return UNKNOWN;
        }
        double z = NORMAL_975;
        double share = (double) k / n;
        double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /**
     * Between the 0.025 and the 0.975 quantile of a bootstrap's values (Efron 1979); NaN among them, where a resample says nothing, are
     * left out.
     */
    public static Interval ofBootstrap(double[] values) {
        var sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return sorted.length == 0 ? UNKNOWN
                : new Interval(sorted[(int) Math.floor(0.025 * (sorted.length - 1))], sorted[(int) Math.ceil(0.975 * (sorted.length - 1))]);
    }

    public boolean isKnown() {
        return !Double.isNaN(low);
    }

    /** Such as {@code 0.41 to 0.69}, or {@code –} where nothing can be said. */
    public String text(int decimals) {
        return isKnown() ? String.format(Locale.ROOT, "%." + decimals + "f to %." + decimals + "f", low, high) : "–";
    }
}
