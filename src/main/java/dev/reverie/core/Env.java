package dev.reverie.core;

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

    /** Frees what the environment holds outside the heap; nothing by default. Closing twice is closing once. */
    @Override
    default void close() {
    }
}
