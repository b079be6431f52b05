package dev.reverie.core;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * V's first half: observations to latents. Safe for many threads.
 *
 * <p>For one of your own implement this, with {@link Decoder} too if it can show latents, and make it known by an {@link EncoderProvider}.
 * {@code EncoderContract} in this module's test jar is the test that it should pass.
 */
public interface Encoder extends AutoCloseable {
    /** ln σ² of a latent that is certain. */
    float CERTAIN = -60;

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

    /**
     * What it says of each of B observations. This is for an encoder without noise; one that draws latents says from what.
     *
     * @param observations
     *            [B], not modified
     */
    default Gaussians posterior(Observations observations) {
        var means = new float[observations.count() * latentSize()];
        encode(observations, Seed.of(0).random(), means);
        var logVariances = new float[means.length];
        Arrays.fill(logVariances, CERTAIN);
        return new Gaussians(latentSize(), means, logVariances);
    }

    /**
     * Writes the posteriors of all observations of all episodes, on all threads, a few episodes in memory at a time.
     *
     * @param to
     *            gets every episode under its index, over what may be there
     * @param progress
     *            is told of episodes
     * @throws FileException
     *             if an episode cannot be read or holds other observations
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted, which stays set; what is written stays
     */
    default void encode(EpisodeStore from, LatentStore to, Progress progress) {
        encode(this::posterior, from, to, progress);
    }

    /** As {@link #encode(EpisodeStore, LatentStore, Progress)}, by a function that works on the calling thread. */
    static void encode(Function<Observations, Gaussians> posterior, EpisodeStore from, LatentStore to, Progress progress) {
        Uninterrupted.run("reverie-encode", stop -> {
            new StoreEncoding(posterior, from.reader(), to).run(from.numbered(), progress, stop);
            return null;
        });
    }

    /** Frees what it holds outside the heap; nothing by default. */
    @Override
    default void close() {
    }

    /** A latent of one observation, [Z]. */
    default float[] encode(Observation observation, RandomGenerator random) {
        var one = Observations.allocate(1, observationSpace());
        one.set(0, observation);
        var z = new float[latentSize()];
        encode(one, random, z);
        return z;
    }
}
