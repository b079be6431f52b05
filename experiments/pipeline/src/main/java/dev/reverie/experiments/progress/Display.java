package dev.reverie.experiments.progress;

import dev.reverie.core.Progress;
import java.io.PrintWriter;

/** Shows how far one stage is; closed when it ends. */
public interface Display extends Progress, AutoCloseable {
    @Override
    void close();

    /**
     * A bar where somebody watches, a line now and then otherwise.
     *
     * @param out
     *            where lines go
     * @param name
     *            of the stage
     * @param unit
     *            what it counts, in the plural
     */
    static Display of(PrintWriter out, String name, String unit) {
        return Terminal.isThere() ? new BarDisplay(name, unit) : new LineDisplay(out, name, unit, System::nanoTime);
    }

    /** Shows nothing. */
    static Display none() {
        return new Display() {
            @Override
            public void update(long step, long total, String message) {
            }

            @Override
            public void close() {
            }
        };
    }
}
