package dev.reverie.mdn;

/**
 * How adventurous sampling is (Ha and Schmidhuber 2018): component weights become softmax(logits / τ), scales become σ·√τ; each with a τ of its own.
 *
 * @param weights
 *            τ of the choice of the component, > 0; near 0 the likeliest always wins
 * @param noise
 *            τ of the spread within a component, >= 0; 0 gives its mean
 */
public record Temperature(double weights, double noise) {
    public Temperature {
        if (!(weights > 0) || Double.isInfinite(weights)) {
            throw new IllegalArgumentException("temperature of the weights must be > 0, was " + weights);
        }
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("temperature of the noise must be >= 0, was " + noise);
        }
    }

    /** The same τ for both, as in the paper. */
    public static Temperature of(double temperature) {
        return new Temperature(temperature, temperature);
    }
}
