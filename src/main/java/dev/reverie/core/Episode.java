package dev.reverie.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * One episode as it was played: T steps, and the T+1 observations around them.
 *
 * <p>Observation t is what was seen before action t; the last one is what was seen after the last action and has no action. Arrays are not
 * copied and not to be changed.
 *
 * @param observations
 *            [T+1], frames or vectors
 * @param actions
 *            [T, A], one after another
 * @param rewards
 *            [T]
 * @param terminated
 *            whether the task ended with the last step
 * @param truncated
 *            whether it was cut off after the last step, by the environment or by the cap of a {@link Rollout}
 * @param seed
 *            what the environment was reset with
 */
public record Episode(Observations observations, float[] actions, float[] rewards, boolean terminated, boolean truncated, long seed) {
    public Episode {
        int steps = Shapes.atLeast(1, "steps (rewards)", rewards.length);
        if (observations.count() != steps + 1) {
            throw new IllegalArgumentException("observations must be steps + 1 = " + (steps + 1) + ", were " + observations.count());
        }
        if (actions.length == 0 || actions.length % steps != 0) {
            throw new IllegalArgumentException(
                    "actions must be a whole number A >= 1 for each of " + steps + " steps, had " + actions.length + " elements");
        }
    }

    /**
     * @throws IllegalArgumentException
     *             at the first observation, action or reward that is no finite number, saying where
     */
    void checkFinite() {
        if (observations instanceof Observations.Vectors v) {
            Finite.check("observation", "frame", v.values(), v.size());
        }
        Finite.check("action", "step", actions, actionSize());
        Finite.check("reward", "step", rewards, 1);
    }

    /** T, the number of steps. */
    public int length() {
        return rewards.length;
    }

    /** A, the elements of one action. */
    public int actionSize() {
        return actions.length / rewards.length;
    }

    /** A copy of observation t, 0..T. */
    public Observation observation(int t) {
        return observations.row(t);
    }

    /** A copy of action t, 0..T-1. */
    public float[] action(int t) {
        Objects.checkIndex(t, length());
        return Arrays.copyOfRange(actions, t * actionSize(), (t + 1) * actionSize());
    }

    /** The return: the plain sum of the rewards. */
    public double totalReward() {
        double sum = 0;
        for (float reward : rewards) {
            sum += reward;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Episode e && seed == e.seed && terminated == e.terminated && truncated == e.truncated
                && Arrays.equals(rewards, e.rewards) && Arrays.equals(actions, e.actions) && observations.equals(e.observations);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(seed) + Arrays.hashCode(rewards)) + Arrays.hashCode(actions);
    }

    @Override
    public String toString() {
        return "Episode[" + length() + " steps, return " + totalReward() + (terminated ? ", terminated" : "")
                + (truncated ? ", truncated" : "")
                + ", seed " + seed + ", " + observations + "]";
    }
}
