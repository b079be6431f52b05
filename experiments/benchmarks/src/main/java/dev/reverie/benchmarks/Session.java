package dev.reverie.benchmarks;

/** A work made ready: buffers filled, plans made. Each run is one call of what is measured. */
public interface Session extends AutoCloseable {
    void run();

    @Override
    default void close() {
    }

    /**
     * @param call
     *            what is measured
     * @param release
     *            called at the end, to free plans
     */
    static Session of(Runnable call, Runnable release) {
        return new Session() {
            @Override
            public void run() {
                call.run();
            }

            @Override
            public void close() {
                release.run();
            }
        };
    }
}
