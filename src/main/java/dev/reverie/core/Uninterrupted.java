package dev.reverie.core;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Long work with files, on a thread of its own: an interrupt would close whatever file the thread has open. The caller's interrupt becomes
 * a wish to stop, which the work looks at between two steps, and stays set.
 */
public final class Uninterrupted {
    private Uninterrupted() {
    }

    /**
     * What {@code work} returns or throws, when it has ended.
     *
     * @param name
     *            of the thread, a daemon
     * @param work
     *            is told whether to stop; throws only what is unchecked
     */
    public static <T> T run(String name, Function<BooleanSupplier, T> work) {
        var stop = new AtomicBoolean(Thread.interrupted());
        var task = new FutureTask<>(() -> work.apply(stop::get));
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    stop.set(true);
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            if (stop.get()) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
