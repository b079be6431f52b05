package dev.reverie.core;

import java.util.Arrays;
import java.util.Locale;

/**
 * What an evaluation found: the return and the length of every episode, in order.
 *
 * @param returns
 *            sum of the rewards of each episode; at least one
 * @param lengths
 *            steps of each episode
 * @param seeds
 *            what the environment was reset with for each episode
 */
public record Scores(double[] returns, int[] lengths, long[] seeds) {
    /** Student's t, 0.975 quantile, 1 to 30 degrees of freedom (any table; NIST Handbook 1.3.6.7.2). */
    private static final double[] T_975 =
            {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

    public Scores {
        Arguments.length("returns", returns.length, Arguments.atLeast(1, "episodes", returns.length));
        Arguments.length("lengths", lengths.length, returns.length);
        Arguments.length("seeds", seeds.length, returns.length);
        returns = returns.clone();
        lengths = lengths.clone();
        seeds = seeds.clone();
    }

    /** A copy. */
    @Override
    public double[] returns() {
        return returns.clone();
    }

    /** A copy. */
    @Override
    public int[] lengths() {
        return lengths.clone();
    }

    /** A copy. */
    @Override
    public long[] seeds() {
        return seeds.clone();
    }

    public int episodes() {
        return returns.length;
    }

    /** The mean return. */
    public double mean() {
        return Arrays.stream(returns).average().orElseThrow();
    }

    /** The standard deviation of the returns, with n − 1; NaN for a single episode. */
    public double sd() {
        double mean = mean();
        double sum = 0;
        for (double r : returns) {
            sum += (r - mean) * (r - mean);
        }
        return returns.length == 1 ? Double.NaN : Math.sqrt(sum / (returns.length - 1));
    }

    /**
     * Half the width of the 95% interval of the mean, t·sd/√n: how far the true mean may be from {@link #mean}, for returns that are not
     * too skewed. It speaks of the episodes, not of what another training seed would give. NaN for a single episode.
     */
    public double margin95() {
        return returns.length == 1 ? Double.NaN : t975(returns.length - 1) * sd() / Math.sqrt(returns.length);
    }

    /** Beyond the table, the expansion of t in the normal quantile (Abramowitz and Stegun 26.7.5), right to 4 digits there. */
    static double t975(int degrees) {
        if (degrees <= T_975.length) {
            return T_975[degrees - 1];
        }
        double x = Interval.NORMAL_975;
        double x3 = x * x * x;
        double g1 = (x3 + x) / 4;
        double g2 = (5 * x3 * x * x + 16 * x3 + 3 * x) / 96;
        return x + g1 / degrees + g2 / ((double) degrees * degrees);
    }

    public double meanLength() {
        return Arrays.stream(lengths).average().orElseThrow();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores s && Arrays.equals(returns, s.returns) && Arrays.equals(lengths, s.lengths)
                && Arrays.equals(seeds, s.seeds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(returns);
    }

    /** One line in the manner of papers: mean ± sd, then the interval of the mean; of a single episode, neither. */
    @Override
    public String toString() {
        if (returns.length == 1) {
            return String.format(Locale.ROOT, "%.1f in one episode of length %d", returns[0], lengths[0]);
        }
        return String.format(Locale.ROOT, "%.1f ± %.1f over %d episodes (95%% interval of the mean %.1f..%.1f, mean length %.1f)", mean(),
                sd(), episodes(),
                mean() - margin95(), mean() + margin95(), meanLength());
    }
}
