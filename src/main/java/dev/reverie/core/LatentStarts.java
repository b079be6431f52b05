package dev.reverie.core;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where dreams begin: V's posterior of the first frame of each of N episodes.
 *
 * @param latentSize
 *            Z
 * @param means
 *            μ, [N, Z], not copied
 * @param logVariances
 *            log σ², [N, Z], not copied
 */
public record LatentStarts(int latentSize, float[] means, float[] logVariances) {
    public LatentStarts {
        if (latentSize < 1 || means.length == 0 || means.length % latentSize != 0) {
            throw new IllegalArgumentException("means must be [N, " + latentSize + "] with N >= 1, had " + means.length + " elements");
        }
        Shapes.length("logVariances", logVariances.length, means.length);
    }

    /** Frame 0 of every episode. */
    public static LatentStarts of(Stream<Latents> episodes) {
        // Only frame 0 is kept of each, so that a stream from files needs no memory for the rest.
        var all = episodes.map(e -> new LatentStarts(e.latentSize(), Arrays.copyOf(e.means(), e.latentSize()),
                Arrays.copyOf(e.logVariances(), e.latentSize()))).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("episodes must be at least one to start a dream from, were none");
        }
        int z = all.get(0).latentSize();
        var means = new float[all.size() * z];
        var logVariances = new float[all.size() * z];
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).latentSize != z) {
                throw new IllegalArgumentException(
                        "latents must all have " + z + " elements, episode " + i + " has " + all.get(i).latentSize());
            }
            System.arraycopy(all.get(i).means(), 0, means, i * z, z);
            System.arraycopy(all.get(i).logVariances(), 0, logVariances, i * z, z);
        }
        return new LatentStarts(z, means, logVariances);
    }

    /** N. */
    public int count() {
        return means.length / latentSize;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatentStarts s && latentSize == s.latentSize && Arrays.equals(means, s.means)
                && Arrays.equals(logVariances, s.logVariances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(means);
    }

    @Override
    public String toString() {
        return "LatentStarts[" + count() + ", " + latentSize + "]";
    }
}
