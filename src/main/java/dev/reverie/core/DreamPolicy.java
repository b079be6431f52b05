package dev.reverie.core;

import dev.reverie.compute.Floats;

/** Chooses the actions of several dreams at once. */
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
     *            latents, [rows, Z], not to be changed
     * @param h
     *            M's output, [rows, H], not to be changed
     * @param c
     *            M's cells, [rows, H], not to be changed; null where M's memory is no LSTM
     * @param actions
     *            [rows, A], to be filled in
     */
    void act(int rows, int[] ids, Floats z, Floats h, Floats c, Floats actions);
}
