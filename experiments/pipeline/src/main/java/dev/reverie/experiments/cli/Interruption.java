package dev.reverie.experiments.cli;

import dev.reverie.core.FileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

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

    /**
     * Runs work that keeps no checkpoint.
     *
     * @param lost
     *            what to say of it if it is interrupted, such as {@code nothing was written}
     * @return the exit code
     */
    static int around(CommandSpec verb, String lost, Runnable work) {
        try (var interruption = of(Thread.currentThread())) {
            try {
                work.run();
                return interruption.endsWith(0);
            } catch (CancellationException e) {
                verb.commandLine().getErr().println(verb.qualifiedName() + ": interrupted; " + lost);
                return interruption.endsWith(Reverie.INTERRUPTED);
            } catch (IllegalArgumentException | FileException e) {
                interruption.endsWith(Failure.code(e));
                throw e;
            }
        }
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
