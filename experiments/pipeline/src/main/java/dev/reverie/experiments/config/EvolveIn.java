package dev.reverie.experiments.config;

import java.util.Locale;

/** Where C is evolved. */
public enum EvolveIn {
    /** In the dream alone, as the DoomTakeCover of Ha and Schmidhuber (2018): C has never seen the environment. */
    DREAM,
    /** In the environment, with V and M in the loop, as their CarRacing. */
    REAL,
    /** In the dream, and then the same strategy goes on in the environment. */
    DREAM_THEN_REAL;

    /** As in YAML, such as {@code dream-then-real}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
