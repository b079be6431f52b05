package dev.reverie.compute;

import dev.reverie.core.Arguments;
import dev.reverie.core.WorkerTeam;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * The threads of the compute engine, and the only ones: native kernels run on the Java thread that calls them.
 *
 * <p>Work is cut into numbered parts by shape alone, never by the number of threads, and parts share nothing; whatever is reduced over
 * parts is reduced in the order of their numbers. So results have the same bits on any number of threads. Threads are daemons and are
 * started on first use; between calls that follow each other closely they stay awake.
 */
public final class Pool {
    private final int threads;
    private final AtomicBoolean busy = new AtomicBoolean();
    private WorkerTeam crew;

    /**
     * @param threads
     *            how many run at a time, the caller included; at least 1
     */
    public Pool(int threads) {
        Arguments.atLeast(1, "threads", threads);
        this.threads = threads;
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs {@code part} for 0..parts-1 and returns when all are done. Of failures, that of the lowest part is thrown, after all have ended.
     * Where the threads are at work already, for another caller or from within a part, the caller does all of it.
     *
     * @param parts
     *            how many
     * @param part
     *            gets the part's number; called on the pool's threads and on this one
     */
    public void run(int parts, IntConsumer part) {
        if (Math.min(threads, parts) <= 1 || !busy.compareAndSet(false, true)) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        try {
            if (crew == null) {
                crew = new WorkerTeam(threads, "reverie-compute");
            }
            crew.run(parts, part);
        } finally {
            busy.set(false);
        }
    }
}
