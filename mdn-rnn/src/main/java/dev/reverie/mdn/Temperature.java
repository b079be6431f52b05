package dev.reverie.mdn;

/**
 * How adventurous sampling is (Ha and Eck 2017; Ha and Schmidhuber 2018): component weights become softmax(logits / τ_weights), scales become σ·√τ_noise.
 *
 * @param weights
 *            of the choice of the component, > 0: near 0 the likeliest always wins, large values make all alike
 * @param noise
 *            of the spread within a component, >= 0: 0 gives its mean
 */
public record Temperature(double weights, double noise) {
    /** The density as it is. */
    public static final Temperature ONE = new Temperature(1, 1);

    public Temperature {
        if (!(weights > 0) || Double.isInfinite(weights)) {
            throw new IllegalArgumentException("temperature of the weights must be > 0, was " + weights);
        }
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            throw new IllegalArgumentException("temperature of the noise must be >= 0, was " + noise);
        }
    }

    /** The same τ for both, as in the papers. */
    public static Temperature of(double temperature) {
        return new Temperature(temperature, temperature);
    }
}
