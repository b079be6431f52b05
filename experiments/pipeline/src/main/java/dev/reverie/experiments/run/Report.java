package dev.reverie.experiments.run;

/**
 * What came of a stage.
 *
 * @param summary
 *            one line with the numbers that matter, such as {@code 600 episodes, 189,432 steps}
 */
public record Report(String summary) {
    public Report {
        if (summary.lines().count() > 1) {
            throw new IllegalArgumentException("summary must be one line, was " + summary);
        }
    }
}
