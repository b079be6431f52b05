package dev.reverie.core;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * N normal distributions over Z dimensions, all dimensions independent: what V says of N frames.
 *
 * @param latentSize
 *            Z
 * @param means
 *            μ, [N, Z], not copied
 * @param logVariances
 *            log σ², [N, Z], not copied
 */
public record Gaussians(int latentSize, float[] means, float[] logVariances) {
    public Gaussians {
        if (latentSize < 1 || means.length == 0 || means.length % latentSize != 0 || logVariances.length != means.length) {
            throw new IllegalArgumentException(
                    "means and logVariances must be [N, " + latentSize + "] with N >= 1, had " + means.length + " and "
                            + logVariances.length + " elements");
        }
    }

    /** N. */
    public int count() {
        return means.length / latentSize;
    }

    /**
     * Draws from one of them, z = μ + exp(½ log σ²)·ε (Ha and Schmidhuber 2018, A.2).
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Gaussians g && latentSize == g.latentSize && Arrays.equals(means, g.means)
                && Arrays.equals(logVariances, g.logVariances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(means);
    }

    @Override
    public String toString() {
        return "Gaussians[" + count() + ", " + latentSize + "]";
    }
}
