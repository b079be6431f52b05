package dev.reverie.compute;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The threads of the compute engine, and the only ones: native kernels run on the Java thread that calls them.
 *
 * <p>Work is cut into numbered parts by shape alone, never by the number of threads, and parts share nothing; whatever is reduced over parts is reduced
 * in the order of their numbers. So results have the same bits on any number of threads. Threads are daemons and are started on first use.
 */
public final class Pool {
    private final int threads;
    private ExecutorService helpers;

    /**
     * @param threads
     *            how many run at a time, the caller included; at least 1
     */
    public Pool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.threads = threads;
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs {@code part} for 0..parts-1 and returns when all are done. The first failure is thrown, after all have ended.
     *
     * @param parts
     *            how many
     * @param part
     *            gets the part's number; called on the pool's threads and on this one
     */
    public void run(int parts, IntConsumer part) {
        int hands = Math.min(threads, parts);
        if (hands <= 1) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        var next = new AtomicInteger();
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    part.accept(i);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        var done = new CountDownLatch(hands - 1);
        for (int i = 1; i < hands; i++) {
            helpers().execute(() -> {
                work.run();
                done.countDown();
            });
        }
        work.run();
        await(done);
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.get() instanceof Error e) {
            throw e;
        }
    }

    private synchronized ExecutorService helpers() {
        if (helpers == null) {
            var number = new AtomicInteger();
            helpers = Executors.newFixedThreadPool(threads - 1, task -> {
                var thread = new Thread(task, "reverie-compute-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
        return helpers;
    }

    /** Waits on, through interrupts: parts write into the caller's buffers and must not outlive the call. */
    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
