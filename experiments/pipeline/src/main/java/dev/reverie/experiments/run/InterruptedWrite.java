package dev.reverie.experiments.run;

import dev.reverie.core.FileException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/** An interrupt that meets a thread while it reads or writes closes the file; what was being written is then not there. */
final class InterruptedWrite {
    private InterruptedWrite() {
    }

    /** {@code e} itself, or a {@link CancellationException} if an interrupt is behind it. */
    static RuntimeException told(FileException e) {
        if (!isInterrupt(e)) {
            return e;
        }
        var cancelled = new CancellationException("interrupted at " + e.path());
        cancelled.initCause(e);
        return cancelled;
    }

    private static boolean isInterrupt(Throwable e) {
        return e instanceof ClosedByInterruptException || e.getCause() != null && isInterrupt(e.getCause());
    }
}
