package dev.reverie.core;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that help one caller at a time: numbered parts, dealt out one by one, the caller working along.
 *
 * <p>Waking a thread takes tens of microseconds, as long as many a job. So whoever waits looks on for a while before falling asleep, and
 * the caller waits only for those who came: a helper that wakes up when the parts have been handed out finds the door closed. A run
 * allocates nothing, since small jobs are run many thousand times a second.
 *
 * <p>Every part is run even if another fails; then the failure of the lowest part is thrown, so that it too is the same on any number of
 * threads. Threads are daemons.
 */
public final class WorkerTeam implements AutoCloseable {
    /** How long to look on, ns, where there is a core for each thread. */
    private static final long AWAKE = 50_000;

    // Of the door's 64 bits: the number of the run, whether helpers may enter, and how many are inside.
    private static final int RUN = 32;
    private static final long OPEN = 1L << 31;
    private static final long INSIDE = OPEN - 1;

    private final Helper[] helpers;
    private final long awake;
    private final AtomicLong door = new AtomicLong();
    private volatile boolean closed;

    // Of the present run; a helper reads them only inside, and while one is inside they stay.
    private final AtomicInteger next = new AtomicInteger();
    private IntConsumer part;
    private int parts;
    private Thread caller;
    private int failedPart;
    private Throwable failure;

    /**
     * @param threads
     *            how many run at a time, the caller included; at least 1
     * @param name
     *            what the threads are called, before a number
     */
    public WorkerTeam(int threads, String name) {
        Objects.requireNonNull(name, "name");
        helpers = new Helper[Arguments.atLeast(1, "threads", threads) - 1];
        awake = threads <= Runtime.getRuntime().availableProcessors() ? AWAKE : 0;
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(name + "-" + (i + 1));
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /**
     * Runs {@code part} for 0..parts-1; returns when all have ended. Not to be called by two threads at a time, nor from within a part.
     *
     * @param parts
     *            how many
     * @param part
     *            gets the part's number; called on the crew's threads and on this one
     */
    public void run(int parts, IntConsumer part) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        this.parts = parts;
        this.part = part;
        caller = Thread.currentThread();
        next.set(0);
        // One part is the caller's own; waking others for it would only cost.
        int wanted = Math.min(helpers.length, parts - 1);
        if (wanted > 0) {
            door.set((door.get() >>> RUN) + 1 << RUN | OPEN);
            for (int i = 0; i < wanted; i++) {
                helpers[i].wake();
            }
        }
        work();
        if (wanted > 0) {
            shut();
        }
        var thrown = failure;
        this.part = null;
        failure = null;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }

    /** Whether the work of this thread is asked to stop: by an interrupt of this thread, or of the one that it helps. */
    public static boolean isInterrupted() {
        var thread = Thread.currentThread();
        while (!thread.isInterrupted()) {
            if (!(thread instanceof Helper helper)) {
                return false;
            }
            thread = helper.crew().caller;
        }
        return true;
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            try {
                part.accept(i);
            } catch (RuntimeException | Error e) {
                failed(i, e);
            }
        }
    }

    private synchronized void failed(int i, Throwable thrown) {
        if (failure == null || i < failedPart) {
            failure = thrown;
            failedPart = i;
        }
    }

    /**
     * Lets nobody in any more and waits for those inside, through interrupts: parts write into the caller's buffers and must not outlive
     * the call.
     */
    private void shut() {
        if ((door.addAndGet(-OPEN) & INSIDE) == 0) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + awake;
        while ((door.get() & INSIDE) != 0) {
            if (System.nanoTime() < end) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads; to be called when no run is under way. */
    @Override
    public void close() {
        closed = true;
        for (var helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private final class Helper extends Thread {
        private volatile boolean asleep;

        Helper(String name) {
            super(name);
        }

        WorkerTeam crew() {
            return WorkerTeam.this;
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            long helped = 0;
            long end = System.nanoTime() + awake;
            while (!closed) {
                long now = door.get();
                if (isOpen(now, helped)) {
                    if (door.compareAndSet(now, now + 1)) {
                        helped = now >>> RUN;
                        work();
                        leave();
                        end = System.nanoTime() + awake;
                    }
                } else if (System.nanoTime() < end) {
                    Thread.onSpinWait();
                } else {
                    rest(helped);
                }
            }
        }

        private void leave() {
            var waiting = caller;
            if ((door.decrementAndGet() & (OPEN | INSIDE)) == 0) {
                LockSupport.unpark(waiting);
            }
        }

        private void rest(long helped) {
            asleep = true;
            if (!isOpen(door.get(), helped) && !closed) {
                LockSupport.park(WorkerTeam.this);
            }
            asleep = false;
        }

        private static boolean isOpen(long door, long helped) {
            return (door & OPEN) != 0 && door >>> RUN != helped;
        }
    }
}
