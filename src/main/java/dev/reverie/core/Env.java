package dev.reverie.core;

import java.util.List;

/**
 * An environment: a world that takes actions and shows observations, one episode after another.
 *
 * <p>The same seed and the same actions give the same episode, bit for bit, on any machine and whatever was played before on the same
 * instance. Instances share no state. One instance belongs to one thread at a time; {@link VectorEnv} and {@link Rollout} use as many
 * instances as they need. {@code EnvContract} in the test jar checks all of this; {@link EpisodeState} writes the refusals for the
 * implementer. A fast one is an {@link InPlaceEnv}.
 */
public interface Env extends AutoCloseable {
    /**
     * Starts an episode, giving up the current one if there is one.
     *
     * @param seed
     *            any number; non-negative where the environment may be a remote one in Python, which takes no other
     * @return the first observation, the caller's to keep
     */
    Observation reset(long seed);

    /**
     * Plays one action.
     *
     * @param action
     *            a member of {@link #actionSpace()}; read during the call, neither changed nor kept
     * @throws IllegalStateException
     *             before the first {@link #reset} and after the episode's end
     * @throws IllegalArgumentException
     *             if the action space does not contain the action
     */
    Step step(float[] action);

    /** The shape, element type and bounds of every observation. */
    Space.Box observationSpace();

    /** What {@link #step} takes. */
    Space actionSpace();

    /**
     * Names of the numbers that it tells of every step beside what is seen, as the {@code info} of Gymnasium does: health, speed, a hit.
     * They can be recorded with episodes, for a head of M that predicts them; no agent sees them. Of letters, digits and underscores;
     * always the same for an environment.
     */
    default List<String> signals() {
        return List.of();
    }

    /** Number i of {@link #signals}, of the last step; finite. */
    default float signal(int i) {
        throw new IndexOutOfBoundsException("signal must be in 0.." + (signals().size() - 1) + ", was " + i);
    }

    /** Frees what the environment holds outside the heap; nothing by default. Closing twice is closing once. */
    @Override
    default void close() {
    }
}
