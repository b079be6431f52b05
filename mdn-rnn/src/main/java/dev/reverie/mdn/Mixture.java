package dev.reverie.mdn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One mixture of K normal densities on a line, p(y) = Σ π_k N(y; μ_k, σ_k), as a value in double: the readable reference.
 *
 * @param weights
 *            π, each >= 0, summing to 1
 * @param means
 *            μ
 * @param scales
 *            σ, each > 0
 */
public record Mixture(double[] weights, double[] means, double[] scales) {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /** How far weights may be from summing to 1. */
    private static final double SLACK = 1e-6;

    /**
     * The law of total variance.
     *
     * @param within
     *            Σ π σ²: what each component is unsure of by itself
     * @param between
     *            Σ π μ² − (Σ π μ)²: what they disagree on
     */
    public record Variance(double within, double between) {
        public double total() {
            return within + between;
        }
    }

    public Mixture {
        int K = weights.length;
        if (K == 0 || means.length != K || scales.length != K) {
            throw new IllegalArgumentException("weights, means and scales must be as many, at least 1, were " + K + ", " + means.length
                    + " and " + scales.length);
        }
        if (!(Math.abs(Arrays.stream(weights).sum() - 1) < SLACK) || Arrays.stream(weights).anyMatch(w -> w < 0)) {
            throw new IllegalArgumentException("weights must be >= 0 and sum to 1, were " + Arrays.toString(weights));
        }
        if (Arrays.stream(scales).anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("scales must be > 0, were " + Arrays.toString(scales));
        }
    }

    public static Mixture of(double[] weights, double[] means, double[] scales) {
        return new Mixture(weights.clone(), means.clone(), scales.clone());
    }

    /** K. */
    public int size() {
        return weights.length;
    }

    /** ln p(y), nats; without underflow however far y is. */
    public double logDensity(double y) {
        double most = Double.NEGATIVE_INFINITY;
        var joint = new double[size()];
        for (int k = 0; k < joint.length; k++) {
            double u = (y - means[k]) / scales[k];
            joint[k] = Math.log(weights[k]) - Math.log(scales[k]) - 0.5 * u * u - HALF_LOG_TWO_PI;
            most = Math.max(most, joint[k]);
        }
        double sum = 0;
        for (double j : joint) {
            sum += Math.exp(j - most);
        }
        return most + Math.log(sum);
    }

    public double density(double y) {
        return Math.exp(logDensity(y));
    }

    /** P(Y <= y). */
    public double cumulative(double y) {
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            sum += weights[k] * standardNormal((y - means[k]) / scales[k]);
        }
        return sum;
    }

    /** Φ(x) = ½ + φ(x)·Σ x^(2n+1)/(1·3·5⋯(2n+1)) (Marsaglia 2004); beyond 8 deviations nothing is left to tell. */
    private static double standardNormal(double x) {
        if (Math.abs(x) > 8) {
            return x > 0 ? 1 : 0;
        }
        double sum = 0;
        double term = x;
        for (int n = 1; sum + term != sum; n += 2) {
            sum += term;
            term *= x * x / (n + 2);
        }
        return Math.max(0, Math.min(1, 0.5 + sum * Math.exp(-0.5 * x * x - HALF_LOG_TWO_PI)));
    }

    /**
     * y with P(Y <= y) = p, by bisection to the last bit.
     *
     * @param p
     *            in (0, 1)
     */
    public double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("p must be in (0, 1), was " + p);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size(); k++) {
            low = Math.min(low, means[k] - 9 * scales[k]);
            high = Math.max(high, means[k] + 9 * scales[k]);
        }
        double middle = low + (high - low) / 2;
        while (middle > low && middle < high) {
            if (cumulative(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return high;
    }

    /** E[y] = Σ π μ. */
    public double mean() {
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            sum += weights[k] * means[k];
        }
        return sum;
    }

    public Variance variance() {
        double within = 0;
        double squares = 0;
        for (int k = 0; k < size(); k++) {
            within += weights[k] * scales[k] * scales[k];
            squares += weights[k] * means[k] * means[k];
        }
        return new Variance(within, squares - mean() * mean());
    }

    /** A draw: the component from softmax(ln π / τ), then μ + σ·√τ·ε. */
    public double sample(Temperature temperature, RandomGenerator random) {
        double most = Arrays.stream(weights).max().orElseThrow();
        var shares = Arrays.stream(weights).map(w -> Math.exp(Math.log(w / most) / temperature.weights())).toArray();
        double rest = random.nextDouble() * Arrays.stream(shares).sum();
        int k = 0;
        while (k < size() - 1 && rest >= shares[k]) {
            rest -= shares[k++];
        }
        return means[k] + scales[k] * Math.sqrt(temperature.noise()) * random.nextGaussian();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mixture m && Arrays.equals(weights, m.weights) && Arrays.equals(means, m.means)
                && Arrays.equals(scales, m.scales);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(weights) + Arrays.hashCode(means)) + Arrays.hashCode(scales);
    }

    @Override
    public String toString() {
        return "Mixture[weights " + Arrays.toString(weights) + ", means " + Arrays.toString(means) + ", scales " + Arrays.toString(scales)
                + "]";
    }
}
