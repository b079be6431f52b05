package dev.reverie.core;

/**
 * Where work tells how far it is. Library code never prints; the command line shows a bar, tests record.
 *
 * <p>Called from one thread at a time, with steps that do not fall.
 */
@FunctionalInterface
public interface Progress {
    /**
     * @param step
     *            done so far, 0..total
     * @param total
     *            of the whole, or -1 if unknown
     * @param message
     *            one line on how it goes, such as {@code loss 1.31}; may be empty
     */
    void update(long step, long total, String message);

    /**
     * A part of the work that this one is told of, with its own words.
     *
     * @param before
     *            steps of the whole before the part
     */
    default Progress part(long before, long total, String words) {
        return (step, ignored, message) -> update(before + step, total, words);
    }

    /** Tells nobody. */
    static Progress none() {
        return (step, total, message) -> {
        };
    }
}
