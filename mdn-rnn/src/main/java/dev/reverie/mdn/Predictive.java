package dev.reverie.mdn;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a regressor says of y at one x: a mixture, seen through the bijectors of its dimensions. Where all are the identity it is the
 * mixture.
 *
 * @param mixture
 *            of u, over D dimensions
 * @param bijectors
 *            from y to u, one a dimension
 */
public record Predictive(Mixture mixture, List<Bijector> bijectors) {
    public Predictive {
        bijectors = List.copyOf(bijectors);
        if (bijectors.size() != mixture.dimensions()) {
            throw new IllegalArgumentException("bijectors must be " + mixture.dimensions() + ", were " + bijectors.size());
        }
    }

    /** A mixture as it is. */
    public static Predictive of(Mixture mixture) {
        return new Predictive(mixture, java.util.Collections.nCopies(mixture.dimensions(), new Bijector.Identity()));
    }

    /** log p(y) in nats, with the Jacobian; −∞ outside the domain. */
    public double logDensity(double... y) {
        var u = new double[y.length];
        double slope = 0;
        for (int i = 0; i < y.length; i++) {
            u[i] = bijectors.get(i).forward(y[i]);
            slope += bijectors.get(i).logSlope(y[i]);
            if (!Double.isFinite(u[i])) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        return mixture.logDensity(u) + slope;
    }

    public double density(double... y) {
        return Math.exp(logDensity(y));
    }

    /** A draw, [D]. */
    public double[] sample(RandomGenerator random, Temperature temperature) {
        var y = mixture.sample(random, temperature);
        for (int i = 0; i < y.length; i++) {
            y[i] = bijectors.get(i).inverse(y[i]);
        }
        return y;
    }

    /** A draw, [D]. */
    public double[] sample(RandomGenerator random) {
        return sample(random, Temperature.ONE);
    }

    /** P(Y ≤ y) of one dimension; bijectors rise, so it is the mixture's own. */
    public double cumulative(double y) {
        double u = bijectors.get(0).forward(y);
        return Double.isNaN(u) || Double.isInfinite(u) ? (outsideBelow(y) ? 0 : 1) : mixture.line().cumulative(u);
    }

    /** Whether y, outside the domain, lies on its lower side. */
    private boolean outsideBelow(double y) {
        var bijector = bijectors.get(0);
        return bijector instanceof Bijector.Logit logit ? y <= logit.low() : !(bijector instanceof Bijector.Identity) || y < 0;
    }

    /** y with P(Y ≤ y) = p, of one dimension. */
    public double quantile(double p) {
        return bijectors.get(0).inverse(mixture.line().quantile(p));
    }

    /** Mean and variance of one dimension, in the unit of y. */
    public VarianceDecomposition spread() {
        return VarianceDecomposition.of(this);
    }

    /** KL(p ‖ this) of one dimension, in nats, by quadrature of p between two bounds. */
    public double divergenceFrom(LogDensity p, double from, double to) {
        return Quadrature.integrate(y -> {
            double log = p.at(y);
            return log == Double.NEGATIVE_INFINITY ? 0 : Math.exp(log) * (log - logDensity(y));
        }, from, to);
    }

    /** The density of some of the dimensions. */
    public Predictive marginal(int... dimensions) {
        return new Predictive(mixture.marginal(dimensions), java.util.Arrays.stream(dimensions).mapToObj(bijectors::get).toList());
    }
}
