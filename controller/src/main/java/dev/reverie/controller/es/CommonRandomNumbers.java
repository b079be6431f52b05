package dev.reverie.controller.es;

import java.util.Locale;

/** Which episodes of a generation have the same chances: the same track, the same dream. */
public enum CommonRandomNumbers {
    /** All candidates play the same ones, so that their differences are less noisy than their returns. */
    SHARED,
    /**
     * As in the published code of Ha and Schmidhuber (2018): candidate i and the one half a population after it play the same ones, others
     * play others.
     */
    PAIRED;

    /**
     * Which episode of the generation a candidate plays; equal numbers have equal chances.
     *
     * @param candidate
     *            its number, of 0..candidates-1
     * @param episode
     *            the number of its episode, of 0..episodes-1
     * @param candidates
     *            of the generation
     * @param episodes
     *            a candidate
     */
    public int number(int candidate, int episode, int candidates, int episodes) {
        return this == SHARED ? episode : candidate % Math.max(1, candidates / 2) * episodes + episode;
    }

    /** As in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
