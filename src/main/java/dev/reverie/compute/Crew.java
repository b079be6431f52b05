package dev.reverie.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that help one caller at a time.
 *
 * <p>Waking a thread takes tens of microseconds, as long as many a job. So whoever waits looks on for a while before falling asleep, and the caller waits
 * only for those who came: a helper that wakes up when the parts have been handed out finds the door closed.
 */
final class Crew {
    /** How long to look on, ns, where there is a core for each thread. */
    private static final long AWAKE = 50_000;
    private static final int CLOSED = Integer.MIN_VALUE;

    private final List<Helper> helpers = new ArrayList<>();
    private final long awake;
    private volatile Job job;
    private long jobs;

    Crew(int size) {
        awake = size < Runtime.getRuntime().availableProcessors() ? AWAKE : 0;
        for (int i = 1; i <= size; i++) {
            var helper = new Helper("reverie-compute-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
    }

    /** Runs all parts, on this thread too; the first failure is thrown. */
    void run(int parts, IntConsumer part) {
        var next = new Job(++jobs, parts, part, Thread.currentThread());
        job = next;
        for (int i = 0; i < Math.min(helpers.size(), parts - 1); i++) {
            helpers.get(i).wake();
        }
        next.work();
        job = null;
        next.close();
        if (next.failure instanceof RuntimeException e) {
            throw e;
        }
        if (next.failure instanceof Error e) {
            throw e;
        }
    }

    /** Parts to be handed out. */
    private final class Job {
        private final long number;
        private final int parts;
        private final IntConsumer part;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        /** How many helpers are inside, and CLOSED once nobody may enter. */
        private final AtomicInteger inside = new AtomicInteger();
        private volatile Throwable failure;

        Job(long number, int parts, IntConsumer part, Thread caller) {
            this.number = number;
            this.parts = parts;
            this.part = part;
            this.caller = caller;
        }

        void work() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    part.accept(i);
                } catch (RuntimeException | Error e) {
                    failed(e);
                }
            }
        }

        private synchronized void failed(Throwable e) {
            failure = failure == null ? e : failure;
        }

        void help() {
            if (inside.getAndUpdate(n -> n < 0 ? n : n + 1) >= 0) {
                work();
                if (inside.decrementAndGet() == CLOSED) {
                    LockSupport.unpark(caller);
                }
            }
        }

        /** Waits on, through interrupts: parts write into the caller's buffers and must not outlive the call. */
        void close() {
            if (inside.addAndGet(CLOSED) == CLOSED) {
                return;
            }
            boolean interrupted = Thread.interrupted();
            long end = System.nanoTime() + awake;
            while (inside.get() != CLOSED) {
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
    }

    private final class Helper extends Thread {
        private volatile boolean asleep;

        Helper(String name) {
            super(name);
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            long done = 0;
            while (true) {
                long end = System.nanoTime() + awake;
                while (isDone(job, done)) {
                    if (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    } else {
                        rest(done);
                    }
                }
                done = help(job, done);
            }
        }

        private long help(Job next, long done) {
            if (isDone(next, done)) {
                return done;
            }
            next.help();
            return next.number;
        }

        private void rest(long done) {
            asleep = true;
            if (isDone(job, done)) {
                LockSupport.park(Crew.this);
            }
            asleep = false;
        }

        private static boolean isDone(Job next, long done) {
            return next == null || next.number == done;
        }
    }
}
