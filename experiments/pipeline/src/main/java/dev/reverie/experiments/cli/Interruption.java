package dev.reverie.experiments.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM while stages run: the JVM stops only after the running stage has saved its checkpoint, with the exit code of the verb.
 *
 * <p>Either signal starts the JVM's shutdown, whose hook interrupts the working thread and waits for it.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile int code = Reverie.FAILED;

    private Interruption(Thread worker) {
        hook = new Thread(() -> {
            worker.interrupt();
            awaitEnd();
            // the signal's own exit code would be 130 or 143
            Runtime.getRuntime().halt(code);
        }, "reverie-interruption");
    }

    /** Interrupts {@code worker} when the process is asked to stop, until this is closed. */
    static Interruption of(Thread worker) {
        var interruption = new Interruption(worker);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void awaitEnd() {
        while (true) {
            try {
                ended.await();
                return;
            } catch (InterruptedException e) {
                // nobody but the worker ends this
            }
        }
    }

    /** Says with which code the process is to end, and returns it. */
    int endsWith(int code) {
        this.code = code;
        return code;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is stopping already, and the hook does the rest
        }
    }
}
