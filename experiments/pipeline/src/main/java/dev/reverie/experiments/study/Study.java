package dev.reverie.experiments.study;

/** A small experiment with a known truth: what it finds is a few figures by plain names, a table, and plots. */
public interface Study {
    /** As it is asked for: {@code beta-posterior}. */
    String name();

    /** One line. */
    String about();

    /** What its progress counts. */
    default String unit() {
        return "epochs";
    }

    /**
     * Does it all. The same seed gives the same figures but for durations.
     *
     * @param context
     *            where plots go, how large everything is
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted
     */
    StudyResult run(StudyContext context);
}
