package dev.reverie.mdn;

/**
 * Mean and variance of one dimension as the user sees it, through its bijector, the variance in the two parts of {@link Moments}.
 *
 * @param mean
 *            E[y]
 * @param within
 *            Σ π_k Var_k[y]: noise
 * @param between
 *            Σ π_k (E_k[y] − E[y])²: different futures
 */
public record VarianceDecomposition(double mean, double within, double between) {
    /** Beyond so many standard deviations a normal density adds nothing to a bounded function. */
    private static final double FAR = 10;

    /** Mean and variance of one component. */
    private record Part(double mean, double variance) {
    }

    static VarianceDecomposition of(Predictive predictive) {
        if (predictive.bijectors().size() != 1) {
            throw new IllegalArgumentException(
                    "dimensions must be 1, was " + predictive.bijectors().size() + "; take a marginal first");
        }
        var mixture = predictive.mixture();
        var parts = mixture.components().stream().map(c -> part(predictive.bijectors().get(0), c.mean(0), c.scale(0))).toList();
        double mean = 0;
        double within = 0;
        double between = 0;
        for (int k = 0; k < parts.size(); k++) {
            if (mixture.weight(k) > 0) {
                mean += mixture.weight(k) * parts.get(k).mean;
                within += mixture.weight(k) * parts.get(k).variance;
            }
        }
        for (int k = 0; k < parts.size(); k++) {
            if (mixture.weight(k) > 0) {
                double off = parts.get(k).mean - mean;
                between += mixture.weight(k) * off * off;
            }
        }
        return new VarianceDecomposition(mean, within, between);
    }

    /** y = g(m + s·ε): normal, log-normal (in closed form), or logit-normal (by quadrature). */
    private static Part part(Bijector bijector, double m, double s) {
        if (bijector instanceof Bijector.Identity) {
            return new Part(m, s * s);
        }
        if (bijector instanceof Bijector.Log) {
            double mean = Math.exp(m + s * s / 2);
            return new Part(mean, Math.expm1(s * s) * mean * mean);
        }
        double mean = expectation(z -> bijector.inverse(m + s * z));
        return new Part(mean, expectation(z -> (bijector.inverse(m + s * z) - mean) * (bijector.inverse(m + s * z) - mean)));
    }

    private static double expectation(java.util.function.DoubleUnaryOperator g) {
        return Quadrature.integrate(z -> Math.exp(-0.5 * z * z - 0.5 * Normal.LOG_2PI) * g.applyAsDouble(z), -FAR, -3, 0, 3, FAR);
    }

    public double variance() {
        return within + between;
    }

    /** √variance, in the unit of y. */
    public double deviation() {
        return Math.sqrt(variance());
    }
}
