package dev.reverie.core;

import dev.reverie.compute.Floats;

/** Chooses actions in dreams, for some of them at a time. */
@FunctionalInterface
public interface DreamPolicy {
    /**
     * Called on several threads at once, for different dreams.
     *
     * @param rows
     *            how many dreams; buffers may have room for more
     * @param ids
     *            which: their numbers in the run, [rows]; not to be changed
     * @param z
     *            [rows, Z], not to be changed; likewise h and c, [rows, H]
     * @param actions
     *            [rows, A], to be filled in
     */
    void act(int rows, int[] ids, Floats z, Floats h, Floats c, Floats actions);
}
