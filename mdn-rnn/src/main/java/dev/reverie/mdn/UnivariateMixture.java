package dev.reverie.mdn;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A mixture on a line: what can be asked in closed form, or nearly, where y is one number. */
public final class UnivariateMixture {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    /** Beyond so many standard deviations a normal density adds nothing in double. */
    private static final double FAR = 39;

    private final double[] weights;
    private final double[] means;
    private final double[] scales;
    private final Mixture mixture;

    UnivariateMixture(Mixture mixture) {
        if (mixture.dimensions() != 1) {
            throw new IllegalArgumentException(
                    "dimensions must be 1 to stand on a line, was " + mixture.dimensions() + "; take a marginal first");
        }
        this.mixture = mixture;
        weights = mixture.weights();
        means = mixture.components().stream().mapToDouble(c -> c.mean(0)).toArray();
        scales = mixture.components().stream().mapToDouble(c -> c.scale(0)).toArray();
    }

    /** An interval of the line. */
    public record Interval(double from, double to) {
        public boolean contains(double y) {
            return y >= from && y <= to;
        }
    }

    public double density(double y) {
        return mixture.density(y);
    }

    /** P(Y ≤ y). */
    public double cumulative(double y) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * STANDARD.cumulativeProbability((y - means[k]) / scales[k]);
        }
        return Math.min(1, sum);
    }

    /** P(Y > y), exact in the upper tail too. */
    public double survival(double y) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * STANDARD.survivalProbability((y - means[k]) / scales[k]);
        }
        return Math.min(1, sum);
    }

    /**
     * y with P(Y ≤ y) = p, by bisection to the last bit between the components' own quantiles.
     *
     * @param p
     *            in (0, 1)
     */
    public double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("p must be in (0, 1), was " + p);
        }
        double z = p < 0.5 ? STANDARD.inverseCumulativeProbability(p) : STANDARD.inverseSurvivalProbability(1 - p);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                low = Math.min(low, means[k] + z * scales[k]);
                high = Math.max(high, means[k] + z * scales[k]);
            }
        }
        return Bisection.root(y -> p < 0.5 ? cumulative(y) - p : 1 - p - survival(y), low, high);
    }

    /** The interval that leaves (1 − level)/2 out on either side. */
    public Interval central(double level) {
        checkLevel(level);
        return new Interval(quantile((1 - level) / 2), quantile((1 + level) / 2));
    }

    /**
     * The highest density region: the smallest set that holds {@code level} of the probability, as intervals from left to right (Hyndman
     * 1996).
     */
    public List<Interval> highestDensity(double level) {
        checkLevel(level);
        return new DensityRegions(this).holding(level);
    }

    /** Which highest density region y is just in: P(p(Y) > p(y)); uniform if y comes from this density. */
    public double densityRank(double y) {
        return new DensityRegions(this).massAbove(density(y));
    }

    /**
     * The continuous ranked probability score ∫(F(x) − 1{x >= y})² dx in closed form (Grimit et al. 2006): Σ w_i A(y − μ_i, σ_i²) − ½ Σ w_i
     * w_j A(μ_i − μ_j, σ_i² + σ_j²). Lower is better; in the unit of y.
     */
    public double crps(double y) {
        double score = 0;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * expectedDistance(y - means[i], scales[i] * scales[i]);
            for (int j = 0; j < weights.length; j++) {
                score -= 0.5 * weights[i] * weights[j]
                        * expectedDistance(means[i] - means[j], scales[i] * scales[i] + scales[j] * scales[j]);
            }
        }
        return score;
    }

    /** A(m, v) = E|X| of X ~ N(m, v) = 2√v φ(m/√v) + m(2Φ(m/√v) − 1). */
    private static double expectedDistance(double m, double v) {
        double s = Math.sqrt(v);
        return 2 * s * STANDARD.density(m / s) + m * (2 * STANDARD.cumulativeProbability(m / s) - 1);
    }

    /**
     * KL(p ‖ this) = ∫ p log(p/this), in nats, by quadrature of {@code p} over an interval.
     *
     * @param p
     *            log density of the reference, such as an exact posterior
     * @param from
     *            where its mass begins, and likewise ends: 0..1 for a Beta
     */
    public double divergenceFrom(LogDensity p, double from, double to) {
        return Quadrature.integrate(y -> {
            double log = p.at(y);
            return log == Double.NEGATIVE_INFINITY ? 0 : Math.exp(log) * (log - mixture.logDensity(y));
        }, from, to);
    }

    /** KL(this ‖ q) in nats by quadrature. */
    public double divergence(LogDensity q) {
        return Quadrature.integrate(y -> {
            double log = mixture.logDensity(y);
            double density = Math.exp(log);
            return density == 0 ? 0 : density * (log - q.at(y));
        }, breaks());
    }

    /** H in nats by quadrature. */
    public double entropy() {
        return Quadrature.integrate(y -> {
            double log = mixture.logDensity(y);
            double density = Math.exp(log);
            return density == 0 ? 0 : -density * log;
        }, breaks());
    }

    /** Every place where something may happen: each component's mean, and so many deviations around it, in order. */
    double[] breaks() {
        var breaks = new java.util.TreeSet<Double>();
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                for (double z : new double[]{-FAR, -10, -5, -2.5, -1, 0, 1, 2.5, 5, 10, FAR}) {
                    breaks.add(means[k] + z * scales[k]);
                }
            }
        }
        return breaks.stream().mapToDouble(x -> x).toArray();
    }

    /** p'(y). */
    double slope(double y) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double z = (y - means[k]) / scales[k];
            sum -= weights[k] * STANDARD.density(z) / scales[k] * z / scales[k];
        }
        return sum;
    }

    private static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), was " + level);
        }
    }

    @Override
    public String toString() {
        return "Line[weights " + Arrays.toString(weights) + ", means " + Arrays.toString(means) + ", scales " + Arrays.toString(scales)
                + "]";
    }
}
