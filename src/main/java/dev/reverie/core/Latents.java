package dev.reverie.core;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * One episode as M reads it: V's posterior of every frame, and what was done and paid in between.
 *
 * <p>Means and log-variances are kept instead of samples, so that every reading draws new latents (Ha and Schmidhuber 2018, A.2): z = μ +
 * exp(½ log σ²)·ε. Arrays are not copied and not to be changed.
 *
 * @param latentSize
 *            Z
 * @param means
 *            μ, [T+1, Z]
 * @param logVariances
 *            log σ², [T+1, Z]
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
 */
public record Latents(int latentSize, float[] means, float[] logVariances, float[] actions, float[] rewards, boolean terminated,
        boolean truncated, long seed) {
    public Latents {
        int steps = Shapes.atLeast(1, "steps (rewards)", rewards.length);
        Shapes.length("means", means.length, steps + 1, latentSize);
        Shapes.length("logVariances", logVariances.length, steps + 1, latentSize);
        if (actions.length == 0 || actions.length % steps != 0) {
            throw new IllegalArgumentException(
                    "actions must be a whole number A >= 1 for each of " + steps + " steps, had " + actions.length + " elements");
        }
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
        Objects.checkIndex(t, length() + 1);
        for (int i = 0, from = t * latentSize; i < latentSize; i++) {
            z[at + i] = means[from + i] + (float) (Math.exp(0.5 * logVariances[from + i]) * random.nextGaussian());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latents l && latentSize == l.latentSize && seed == l.seed && terminated == l.terminated
                && truncated == l.truncated && Arrays.equals(means, l.means) && Arrays.equals(logVariances, l.logVariances)
                && Arrays.equals(actions, l.actions) && Arrays.equals(rewards, l.rewards);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(means) + Long.hashCode(seed);
    }

    @Override
    public String toString() {
        return "Latents[" + (length() + 1) + ", " + latentSize + "]";
    }
}
