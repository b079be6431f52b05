package dev.reverie.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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
 * @param signals
 *            what the environment told of every step beside the observation, [T] each, by name; see {@link Env#signals}
 */
public record Episode(Observations observations, float[] actions, float[] rewards, boolean terminated, boolean truncated, long seed,
        Map<String, float[]> signals) {
    public Episode {
        int steps = Arguments.atLeast(1, "steps (rewards)", rewards.length);
        if (observations.count() != steps + 1) {
            throw new IllegalArgumentException("observations must be steps + 1 = " + (steps + 1) + ", were " + observations.count());
        }
        if (actions.length == 0 || actions.length % steps != 0) {
            throw new IllegalArgumentException(
                    "actions must be a whole number A >= 1 for each of " + steps + " steps, had " + actions.length + " elements");
        }
        signals = checked(signals, steps);
    }

    /** Without signals. */
    public Episode(Observations observations, float[] actions, float[] rewards, boolean terminated, boolean truncated, long seed) {
        this(observations, actions, rewards, terminated, truncated, seed, Map.of());
    }

    /** Signals in order of their names, each of so many steps. */
    static Map<String, float[]> checked(Map<String, float[]> signals, int steps) {
        signals.forEach((name, values) -> Arguments.length("signal " + name, values.length, steps));
        return Collections.unmodifiableMap(new TreeMap<>(signals));
    }

    static boolean equal(Map<String, float[]> one, Map<String, float[]> other) {
        return one.keySet().equals(other.keySet()) && one.keySet().stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
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
        signals.forEach((name, values) -> Finite.check("signal " + name, "step", values, 1));
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
                && Arrays.equals(rewards, e.rewards) && Arrays.equals(actions, e.actions) && observations.equals(e.observations)
                && equal(signals, e.signals);
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
