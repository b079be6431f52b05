package dev.reverie.experiments.study;

import java.util.function.Function;

/**
 * A small experiment with a known truth: what it finds is a few figures by plain names, a table, and plots.
 *
 * @param name
 *            as it is asked for: {@code beta-posterior}
 * @param about
 *            one line
 * @param unit
 *            what its progress counts, in the plural
 * @param work
 *            does it all; see {@link #run}
 */
public record Study(String name, String about, String unit, Function<StudyContext, StudyResult> work) {
    /**
     * Does it all. The same seed gives the same figures but for durations.
     *
     * @param context
     *            where plots go, how large everything is
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted
     */
    public StudyResult run(StudyContext context) {
        return work.apply(context);
    }
}
