package dev.reverie.experiments.config;

import java.util.Locale;

/** Which episodes C is judged on. None is among those of the other kind, nor among those of any other stage. */
public enum EpisodeSeeds {
    /** To be played when nothing is left to choose. */
    TEST,
    /** To choose settings by. */
    DEVELOPMENT;

    /** As in YAML. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
