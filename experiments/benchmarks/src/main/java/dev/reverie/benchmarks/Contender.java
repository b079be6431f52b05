package dev.reverie.benchmarks;

/** One who can do works and says how fast: we, or a peer. */
interface Contender extends AutoCloseable {
    /**
     * @param seconds
     *            median per call
     * @param variant
     *            the way in which it was done, of several
     * @param version
     *            of what did it
     */
    record Measurement(double seconds, String variant, String version) {
    }

    /** The contender does not have the work, or failed at it, or is gone. */
    final class Declined extends Exception {
        private static final long serialVersionUID = 1;

        Declined(String why) {
            super(why);
        }
    }

    String name();

    /**
     * Does the work for about so many seconds and sleeps again. The first call for a work makes it ready and warms it up, and may take
     * minutes; the calls that follow for the same work do not.
     */
    Measurement measure(Work work, double seconds) throws Declined;

    @Override
    default void close() {
    }
}
