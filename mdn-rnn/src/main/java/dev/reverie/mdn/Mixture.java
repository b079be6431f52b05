package dev.reverie.mdn;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A mixture of K normal densities over D dimensions, p(y) = Σ π_k N(y; μ_k, Σ_k), as a value in double.
 *
 * <p>What a mixture density network says of one y (Bishop 1994), for everything that is asked afterwards: densities, draws, moments,
 * intervals, modes. It is the readable reference; the kernels that train and dream are elsewhere. Components of weight 0 are allowed. What
 * only makes sense on a line (quantiles, intervals, CRPS) is in {@link #line}.
 */
public final class Mixture {
    private final double[] logWeights;
    private final List<Normal> components;

    private Mixture(double[] logWeights, List<Normal> components) {
        this.logWeights = logWeights;
        this.components = components;
    }

    /**
     * @param weights
     *            π, at least one, each >= 0; scaled to sum to 1
     * @param components
     *            one for each weight, all of D dimensions
     */
    public static Mixture of(double[] weights, List<Normal> components) {
        var logits = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            if (!(weights[k] >= 0) || Double.isInfinite(weights[k])) {
                throw new IllegalArgumentException("weights must be >= 0, was " + Arrays.toString(weights));
            }
            logits[k] = Math.log(weights[k]);
        }
        return ofLogits(logits, components);
    }

    /**
     * @param logits
     *            π = softmax(logits), computed without overflow
     */
    public static Mixture ofLogits(double[] logits, List<Normal> components) {
        if (logits.length == 0 || logits.length != components.size()) {
            throw new IllegalArgumentException(
                    "weights and components must be as many, at least 1, were " + logits.length + " and " + components.size());
        }
        int d = components.get(0).dimensions();
        for (var component : components) {
            if (component.dimensions() != d) {
                throw new IllegalArgumentException("components must all have " + d + " dimensions, one has " + component.dimensions());
            }
        }
        double total = LogSumExp.of(logits);
        if (!Double.isFinite(total)) {
            throw new IllegalArgumentException("logits must be numbers, not all -Infinity, were " + Arrays.toString(logits));
        }
        return new Mixture(Arrays.stream(logits).map(logit -> logit - total).toArray(), List.copyOf(components));
    }

    /** One dimension, by weights, means and standard deviations. */
    public static Mixture of(double[] weights, double[] means, double[] scales) {
        return of(weights, IntStream.range(0, weights.length).mapToObj(k -> Normal.of(means[k], scales[k])).toList());
    }

    /** K. */
    public int size() {
        return logWeights.length;
    }

    /** D. */
    public int dimensions() {
        return components.get(0).dimensions();
    }

    /** π_k. */
    public double weight(int k) {
        return Math.exp(logWeights[k]);
    }

    /** π, [K], a copy. */
    public double[] weights() {
        return Arrays.stream(logWeights).map(Math::exp).toArray();
    }

    public Normal component(int k) {
        return components.get(k);
    }

    public List<Normal> components() {
        return components;
    }

    /** log p(y), in nats. */
    public double logDensity(double... y) {
        return LogSumExp.of(joint(y));
    }

    public double density(double... y) {
        return Math.exp(logDensity(y));
    }

    /** Which component y came from: π_k N_k(y) / Σ_j π_j N_j(y), [K]. */
    public double[] responsibilities(double... y) {
        var joint = joint(y);
        double total = LogSumExp.of(joint);
        return Arrays.stream(joint).map(j -> Math.exp(j - total)).toArray();
    }

    private double[] joint(double[] y) {
        var joint = new double[size()];
        for (int k = 0; k < joint.length; k++) {
            joint[k] = logWeights[k] + components.get(k).logDensity(y);
        }
        return joint;
    }

    /** A draw, [D]. */
    public double[] sample(RandomGenerator random) {
        return sample(random, Temperature.ONE);
    }

    /** A draw at a temperature: the component from softmax(log π / τ), then μ_k + √τ·noise. */
    public double[] sample(RandomGenerator random, Temperature temperature) {
        int k = choose(random, temperature.weights());
        return components.get(k).sample(random, temperature.noise());
    }

    private int choose(RandomGenerator random, double temperature) {
        var logits = Arrays.stream(logWeights).map(w -> w / temperature).toArray();
        double total = LogSumExp.of(logits);
        double u = random.nextDouble();
        int last = 0;
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            double weight = Math.exp(logits[k] - total);
            last = weight > 0 ? k : last;
            sum += weight;
            if (u < sum) {
                return k;
            }
        }
        return last;
    }

    /** Mean and covariance, the latter in its two parts. */
    public Moments moments() {
        return Moments.of(this);
    }

    /** E[y], [D]. */
    public double[] mean() {
        return moments().mean();
    }

    /** The density of some of the dimensions, in the order given. */
    public Mixture marginal(int... dimensions) {
        for (int d : dimensions) {
            if (d < 0 || d >= dimensions()) {
                throw new IllegalArgumentException(
                        "dimensions must be in 0.." + (dimensions() - 1) + ", was " + Arrays.toString(dimensions));
            }
        }
        return new Mixture(logWeights, components.stream().map(c -> c.marginal(dimensions)).toList());
    }

    /**
     * The density of the other dimensions once some are known: weights by how well each component explains them, components conditioned one
     * by one.
     *
     * @param y
     *            [D]; NaN where not known; neither all nor none
     */
    public Mixture conditional(double... y) {
        var given = new boolean[y.length];
        int known = 0;
        for (int i = 0; i < y.length; i++) {
            given[i] = !Double.isNaN(y[i]);
            known += given[i] ? 1 : 0;
        }
        if (y.length != dimensions() || known == 0 || known == y.length) {
            throw new IllegalArgumentException(
                    "y must have " + dimensions() + " elements, some NaN and some not, was " + Arrays.toString(y));
        }
        int[] dimensions = IntStream.range(0, y.length).filter(i -> given[i]).toArray();
        var evidence = marginal(dimensions).joint(Arrays.stream(dimensions).mapToDouble(i -> y[i]).toArray());
        return ofLogits(evidence, components.stream().map(c -> c.conditional(given, y)).toList());
    }

    /** What there is to ask of a density on a line. */
    public UnivariateMixture line() {
        return new UnivariateMixture(this);
    }

    /** exp(H(π)): how many components do the work; K when all weigh the same, 1 when one has it all. */
    public double effectiveComponents() {
        double entropy = 0;
        for (double logWeight : logWeights) {
            entropy -= logWeight == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logWeight) * logWeight;
        }
        return Math.exp(entropy);
    }

    /** The local maxima, the highest first; {@link Modes} tells which may be missed. */
    public List<Modes.Mode> modes() {
        return Modes.of(this);
    }

    /** H(p) = −E[log p(y)] by {@code draws} draws, in nats. */
    public Estimate entropy(int draws, RandomGenerator random) {
        return Estimate.of(draws, () -> -logDensity(sample(random)));
    }

    /** KL(p ‖ q) by {@code draws} draws from this p, in nats. On a line {@link UnivariateMixture#divergence} needs no draws. */
    public Estimate divergence(LogDensity q, int draws, RandomGenerator random) {
        return Estimate.of(draws, () -> {
            var y = sample(random);
            return logDensity(y) - q.at(y);
        });
    }

    /** The energy score E|Y − y| − ½·E|Y − Y'| (Gneiting and Raftery 2007, eq. 21) by {@code draws} pairs; lower is better. */
    public Estimate energyScore(double[] y, int draws, RandomGenerator random) {
        return Estimate.of(draws, () -> {
            var one = sample(random);
            var other = sample(random);
            return (distance(one, y) + distance(other, y)) / 2 - distance(one, other) / 2;
        });
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mixture m && Arrays.equals(logWeights, m.logWeights) && components.equals(m.components);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(logWeights) + components.hashCode();
    }

    @Override
    public String toString() {
        return "Mixture[weights " + Arrays.toString(weights()) + ", " + components + "]";
    }
}
