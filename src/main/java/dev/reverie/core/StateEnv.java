package dev.reverie.core;

import java.util.List;

/**
 * An environment that can tell its true state as named numbers: what a perfect observer would know of the moment that the observation
 * shows.
 *
 * <p>The state is for measuring, not for playing: probes ask how much of it a latent or a memory holds. No agent, and no training of V, M
 * or C, reads it unless the environment was made to show it as its observation.
 */
public interface StateEnv extends InPlaceEnv {
    /** The names of the numbers, in order; always the same for an environment. */
    List<String> stateNames();

    /**
     * Writes the state now; changes nothing, so it may be called as often as one likes.
     *
     * @param into
     *            at least {@code from} and as many more as there are {@link #stateNames}
     */
    void state(float[] into, int from);
}
