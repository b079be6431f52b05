package dev.reverie.vae;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What V says of B frames: a normal distribution of each one's latent, with independent elements.
 *
 * @param latentSize
 *            Z
 * @param means
 *            μ, [B, Z], not copied
 * @param logVariances
 *            log σ², [B, Z], not copied
 */
public record Posterior(int latentSize, float[] means, float[] logVariances) {
    public Posterior {
        if (latentSize < 1 || means.length % latentSize != 0 || logVariances.length != means.length) {
            throw new IllegalArgumentException("means and logVariances must be [B, " + latentSize + "], had " + means.length + " and "
                    + logVariances.length + " elements");
        }
    }

    /** B. */
    public int count() {
        return means.length / latentSize;
    }

    /**
     * Draws the latent of a frame, z = μ + σ·ε.
     *
     * @param z
     *            [Z], written from {@code at} on
     */
    public void sample(int row, RandomGenerator random, float[] z, int at) {
        Objects.checkIndex(row, count());
        for (int i = 0, from = row * latentSize; i < latentSize; i++) {
            z[at + i] = means[from + i] + (float) (Math.exp(0.5 * logVariances[from + i]) * random.nextGaussian());
        }
    }
}
