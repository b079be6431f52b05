package dev.reverie.experiments.config;

import java.util.Locale;

/** Which episodes of a generation have the same chances: the same track, the same dream. */
public enum CommonRandomNumbers {
    /** All candidates play the same ones, so that their differences are less noisy than their returns. */
    SHARED,
    /**
     * As in the published code of Ha and Schmidhuber (2018): candidate i and the one half a population after it play the same ones, others play others.
     */
    PAIRED;

    /**
     * Which episode of the generation a candidate plays; equal numbers have equal chances.
     *
     * @param i
     *            candidate · repeats + repeat
     * @param candidates
     *            of the generation
     * @param repeats
     *            episodes a candidate
     */
    public int number(int i, int candidates, int repeats) {
        return this == SHARED ? i % repeats : i % (Math.max(1, candidates / 2) * repeats);
    }

    /** As in YAML. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
