package dev.reverie.mdn;

/**
 * How adventurous sampling is (Ha and Eck 2017; Ha and Schmidhuber 2018): component weights become softmax(logits / τ_weights), scales
 * become σ·√τ_noise.
 *
 * @param weights
 *            of the choice of the component, in {@link #LEAST}..{@link #MOST}: near 0 the likeliest always wins, large values make all
 *            alike
 * @param noise
 *            of the spread within a component, in 0..{@link #MOST}: 0 gives its mean
 */
public record Temperature(double weights, double noise) {
    /** The density as it is. */
    public static final Temperature ONE = new Temperature(1, 1);

    /** Of the weights: what a float holds with all its digits. */
    public static final double LEAST = Float.MIN_NORMAL;

    /** Of either: what a float holds. */
    public static final double MOST = Float.MAX_VALUE;

    public Temperature {
        if (!(weights >= LEAST && weights <= MOST)) {
            throw new IllegalArgumentException("temperature of the weights must be in " + LEAST + ".." + MOST + ", was " + weights);
        }
        if (!(noise >= 0 && noise <= MOST)) {
            throw new IllegalArgumentException("temperature of the noise must be in 0.." + MOST + ", was " + noise);
        }
    }

    /** The same τ for both, as in the papers. */
    public static Temperature of(double temperature) {
        if (!(temperature >= LEAST && temperature <= MOST)) {
            throw new IllegalArgumentException("temperature must be in " + LEAST + ".." + MOST + ", was " + temperature);
        }
        return new Temperature(temperature, temperature);
    }
}
