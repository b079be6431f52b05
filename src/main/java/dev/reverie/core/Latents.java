package dev.reverie.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * One episode as M reads it: V's posterior of every frame, and what was done, paid and told in between.
 *
 * <p>Means and log-variances are kept instead of samples, so that every reading draws new latents (Ha and Schmidhuber 2018, A.2). Arrays
 * are not copied and not to be changed.
 *
 * @param frames
 *            V's posterior of every frame, [T+1, Z]
 * @param actions
 *            [T, A]
 * @param rewards
 *            [T]
 * @param terminated
 *            whether the task ended with the last step
 * @param truncated
 *            whether it was cut off after the last step
 * @param seed
 *            what the environment was reset with
 * @param signals
 *            [T] each, by name: {@link Episode#signals}
 */
public record Latents(Gaussians frames, float[] actions, float[] rewards, boolean terminated, boolean truncated, long seed,
        Map<String, float[]> signals) {
    public Latents {
        int steps = Arguments.atLeast(1, "steps (rewards)", rewards.length);
        Arguments.length("means", frames.means().length, steps + 1, frames.latentSize());
        if (actions.length == 0 || actions.length % steps != 0) {
            throw new IllegalArgumentException(
                    "actions must be a whole number A >= 1 for each of " + steps + " steps, had " + actions.length + " elements");
        }
        signals = Episode.checked(signals, steps);
    }

    /**
     * Without signals.
     *
     * @param latentSize
     *            Z
     * @param means
     *            μ, [T+1, Z]
     * @param logVariances
     *            log σ², [T+1, Z]
     */
    public Latents(int latentSize, float[] means, float[] logVariances, float[] actions, float[] rewards, boolean terminated,
            boolean truncated, long seed) {
        this(new Gaussians(latentSize, means, logVariances), actions, rewards, terminated, truncated, seed, Map.of());
    }

    /**
     * Frame 0 of every episode: where dreams begin. Only that frame is kept of each, so that a stream from files needs no memory for the
     * rest.
     */
    public static Gaussians starts(Stream<Latents> episodes) {
        var all = episodes.map(e -> new Gaussians(e.latentSize(), Arrays.copyOf(e.means(), e.latentSize()),
                Arrays.copyOf(e.logVariances(), e.latentSize()))).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("episodes must be at least one to start a dream from, were none");
        }
        int z = all.get(0).latentSize();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).latentSize() != z) {
                throw new IllegalArgumentException(
                        "latents must all have " + z + " elements, episode " + i + " has " + all.get(i).latentSize());
            }
        }
        return new Gaussians(z, joined(all.stream().map(Gaussians::means).toList(), z),
                joined(all.stream().map(Gaussians::logVariances).toList(), z));
    }

    private static float[] joined(List<float[]> rows, int width) {
        var all = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * width, width);
        }
        return all;
    }

    /** Z. */
    public int latentSize() {
        return frames.latentSize();
    }

    /** μ, [T+1, Z]. */
    public float[] means() {
        return frames.means();
    }

    /** log σ², [T+1, Z]. */
    public float[] logVariances() {
        return frames.logVariances();
    }

    /** T, the number of steps; there are T+1 frames. */
    public int length() {
        return rewards.length;
    }

    /** A, the elements of one action. */
    public int actionSize() {
        return actions.length / rewards.length;
    }

    /**
     * Draws the latent of frame t.
     *
     * @param z
     *            [Z], written from {@code at} on
     */
    public void sample(int t, RandomGenerator random, float[] z, int at) {
        frames.sample(t, random, z, at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latents l && seed == l.seed && terminated == l.terminated && truncated == l.truncated
                && frames.equals(l.frames)
                && Arrays.equals(actions, l.actions) && Arrays.equals(rewards, l.rewards) && Episode.equal(signals, l.signals);
    }

    @Override
    public int hashCode() {
        return 31 * frames.hashCode() + Long.hashCode(seed);
    }

    @Override
    public String toString() {
        return "Latents[" + (length() + 1) + ", " + latentSize() + "]";
    }
}
