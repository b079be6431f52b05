package dev.reverie.experiments.run;

import java.util.Map;

/**
 * What came of a stage.
 *
 * @param summary
 *            one line with the numbers that matter, such as {@code 600 episodes, 189,432 steps}
 * @param versions
 *            of programs beyond this JVM that had a part in it, by name, such as Gymnasium's
 */
public record StageSummary(String summary, Map<String, String> versions) {
    public StageSummary {
        versions = Map.copyOf(versions);
        if (summary.lines().count() > 1) {
            throw new IllegalArgumentException("summary must be one line, was " + summary);
        }
    }

    /** Of this JVM alone. */
    public StageSummary(String summary) {
        this(summary, Map.of());
    }
}
