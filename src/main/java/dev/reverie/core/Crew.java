package dev.reverie.core;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that step environments: numbered parts, dealt out one by one, the caller working along.
 *
 * <p>A run allocates nothing, since a batch of small environments is stepped many thousand times a second. Every part is run even if
 * another fails; then the failure of the lowest part is thrown, so that it too is the same on any number of threads. Threads are daemons.
 * They watch for a moment before they sleep, since waking one takes as long as a step.
 */
final class Crew implements AutoCloseable {
    /** Where there is a core for each thread. */
    private static final long WATCH_NANOS = 50_000;

    private final Thread[] helpers;
    private final long watch;
    private final AtomicInteger next = new AtomicInteger();
    private IntConsumer work;
    private int parts;
    /** Written under the lock, like the next two; looked at without it by those who watch. */
    private volatile long round;
    private volatile int busy;
    private volatile boolean closed;
    private int failedPart;
    private Throwable failure;

    /** {@code threads} in all, the caller included. */
    Crew(int threads) {
        helpers = new Thread[Shapes.atLeast(1, "threads", threads) - 1];
        watch = threads <= Runtime.getRuntime().availableProcessors() ? WATCH_NANOS : 0;
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(this::serve, "reverie-env-" + (i + 1));
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /** Runs {@code work} for 0..parts-1; returns when all have ended. Not to be called by two threads at a time. */
    void run(int parts, IntConsumer work) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            this.work = work;
            this.parts = parts;
            failure = null;
            next.set(0);
            // One part is the caller's own; waking others for it would only cost.
            if (parts > 1) {
                busy = helpers.length;
                round = round + 1;
                notifyAll();
            }
        }
        take();
        awaitHelpers();
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private void take() {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            try {
                work.accept(part);
            } catch (RuntimeException | Error e) {
                failed(part, e);
            }
        }
    }

    private synchronized void failed(int part, Throwable thrown) {
        if (failure == null || part < failedPart) {
            failure = thrown;
            failedPart = part;
        }
    }

    private void serve() {
        long seen = 0;
        while (true) {
            for (long start = System.nanoTime(); round == seen && !closed && System.nanoTime() - start < watch;) {
                Thread.onSpinWait();
            }
            synchronized (this) {
                while (round == seen && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        // Nobody but close ends these threads.
                    }
                }
                if (closed) {
                    return;
                }
                seen = round;
            }
            take();
            synchronized (this) {
                busy = busy - 1;
                if (busy == 0) {
                    notifyAll();
                }
            }
        }
    }

    /** Waits on, through interrupts: parts write into the caller's buffers and must not outlive the call. */
    private void awaitHelpers() {
        for (long start = System.nanoTime(); busy > 0 && System.nanoTime() - start < watch;) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        synchronized (this) {
            while (busy > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
