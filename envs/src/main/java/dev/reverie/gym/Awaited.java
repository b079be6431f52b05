package dev.reverie.gym;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for work that no interrupt ends, such as a connection being made: the work has a thread of its own, the waiting ends in time. */
final class Awaited {
    private Awaited() {
    }

    /**
     * @param what
     *            is waited for, in a few words
     * @throws IOException
     *             of the work, or after {@code limit}
     * @throws CancellationException
     *             if this thread is interrupted; the work then goes on unheard
     */
    static <T> T of(String what, Duration limit, Callable<T> work) throws IOException {
        var task = new FutureTask<T>(work);
        var thread = new Thread(task, "reverie-gym-" + what.replace(' ', '-'));
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + what);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause().toString(), e.getCause());
        }
    }
}
