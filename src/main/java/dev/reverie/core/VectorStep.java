package dev.reverie.core;

/**
 * The buffers a {@link VectorEnv} fills: one row for each of N environments. They belong to the caller and are overwritten by every reset
 * and step.
 *
 * @param observations
 *            [N]: what to act on next; under {@code SAME_STEP}, after an end, the first observation of the next episode
 * @param rewards
 *            [N]
 * @param terminated
 *            [N]
 * @param truncated
 *            [N]
 * @param finalObservations
 *            [N]: what was seen last, in rows whose episode ended with this step; other rows hold what they held
 */
public record VectorStep(Observations observations, float[] rewards, boolean[] terminated, boolean[] truncated,
        Observations finalObservations) {
    public VectorStep {
        int n = observations.count();
        Arguments.length("rewards", rewards.length, n);
        Arguments.length("terminated", terminated.length, n);
        Arguments.length("truncated", truncated.length, n);
        if (finalObservations.count() != n) {
            throw new IllegalArgumentException("finalObservations must be " + n + ", were " + finalObservations.count());
        }
    }

    /** Buffers for {@code count} environments. */
    public static VectorStep allocate(int count, Space.Box observationSpace) {
        return new VectorStep(Observations.allocate(count, observationSpace), new float[count], new boolean[count], new boolean[count],
                Observations.allocate(count, observationSpace));
    }

    /** N. */
    public int count() {
        return rewards.length;
    }

    /** Whether the episode of environment i ended with this step. */
    public boolean done(int i) {
        return terminated[i] || truncated[i];
    }
}
