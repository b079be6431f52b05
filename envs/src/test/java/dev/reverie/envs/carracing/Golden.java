package dev.reverie.envs.carracing;

import dev.reverie.core.Npy;
import java.util.Map;

/** What the real CarRacing did, as {@code src/test/python/golden.py} wrote it down. */
public interface Golden {
    /** The arrays of one of its files: random, tracks, drives, choices, exits, driver, laps, frames, colours. */
    Map<String, Npy> golden(String name);
}
