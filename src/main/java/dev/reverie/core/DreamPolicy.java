package dev.reverie.core;

/** Chooses the actions of several dreams at once. */
@FunctionalInterface
public interface DreamPolicy {
    /**
     * Called on several threads at once, for different dreams.
     *
     * @param rows
     *            how many dreams; the state may have room for more
     * @param ids
     *            which: their numbers in the run, [rows]; not to be changed
     * @param state
     *            latents and memory, not to be changed; its first rows of actions, [rows, A], are to be filled in
     */
    void act(int rows, int[] ids, WorldModel.State state);
}
