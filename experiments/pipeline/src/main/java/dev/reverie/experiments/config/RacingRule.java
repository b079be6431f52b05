package dev.reverie.experiments.config;

import dev.reverie.controller.es.Racing;
import java.util.Locale;

/** Whether hopeless candidates are rejected early, and how, so that they play fewer episodes. */
public enum RacingRule {
    /** All play all their episodes. */
    NONE,
    /**
     * The better half goes on, whenever the number of episodes has doubled, from a quarter of them on; half of the population to the end.
     */
    HALVING,
    /**
     * Candidates that are significantly worse than the better half are rejected, by paired t-tests with an error of at most 5% a candidate.
     */
    SIGNIFICANCE;

    private static final double ERROR = 0.05;

    /**
     * The rule for a generation.
     *
     * @param candidates
     *            of it
     * @param episodes
     *            a candidate
     */
    public Racing of(int candidates, int episodes) {
        int keep = Math.max(1, candidates / 2);
        return switch (this) {
            case NONE -> new Racing.Off();
            case HALVING -> new Racing.Halving(Math.max(1, episodes / 4), keep);
            case SIGNIFICANCE -> new Racing.Significance(Math.max(4, episodes / 4), keep, ERROR);
        };
    }

    /** As in YAML. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
