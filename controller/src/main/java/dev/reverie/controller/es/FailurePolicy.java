package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.Objects;
import java.util.function.Consumer;

/** What happens when a candidate's episode throws or its return is NaN. */
public sealed interface FailurePolicy permits FailurePolicy.Stop, FailurePolicy.CountAsWorst {
    /**
     * A failed episode.
     *
     * @param candidate
     *            its number in the generation
     * @param seed
     *            of the episode, with which it fails again
     * @param cause
     *            what went wrong
     */
    record Failure(int candidate, Seed seed, RuntimeException cause) {
        /** One line. */
        @Override
        public String toString() {
            return "candidate " + candidate + " failed in the episode with seed " + seed + ": "
                    + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
    }

    /** The run stops with an {@link EpisodeFailedException} that says whose and which episode. The default. */
    record Stop() implements FailurePolicy {
    }

    /**
     * The candidate's fitness is −∞, and its first failure is reported.
     *
     * @param report
     *            called on the evaluating thread, in the order of the candidates
     */
    record CountAsWorst(Consumer<Failure> report) implements FailurePolicy {
        public CountAsWorst {
            Objects.requireNonNull(report, "report");
        }
    }
}
