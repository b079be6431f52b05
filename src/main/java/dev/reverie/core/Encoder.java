package dev.reverie.core;

import java.util.random.RandomGenerator;

/** V's first half: observations to latents. Safe for many threads. */
public interface Encoder {
    /** What goes in. */
    Space.Box observationSpace();

    /** Z. */
    int latentSize();

    /**
     * Draws a latent for each of B observations.
     *
     * @param observations
     *            [B], not modified
     * @param random
     *            for drawing from the posterior, row by row; an encoder without noise does not touch it
     * @param z
     *            latents, [B, Z], overwritten
     */
    void encode(Observations observations, RandomGenerator random, float[] z);

    /** A latent of one observation, [Z]. */
    default float[] encode(Observation observation, RandomGenerator random) {
        var one = Observations.allocate(1, observationSpace());
        one.set(0, observation);
        var z = new float[latentSize()];
        encode(one, random, z);
        return z;
    }
}
