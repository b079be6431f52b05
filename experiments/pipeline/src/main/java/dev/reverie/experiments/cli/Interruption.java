package dev.reverie.experiments.cli;

import dev.reverie.core.AtomicFile;
import java.lang.reflect.Proxy;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ctrl-C and SIGTERM: the working thread is interrupted, saves its checkpoint and ends the program with the exit code of an interrupt. What
 * does not end within {@link #GRACE} is ended from outside, but for a file that is being written; a second signal ends it at once.
 *
 * <p>Either signal starts the JVM's shutdown, whose hook does that.
 */
final class Interruption {
    /** For the working thread to end, ms. */
    private static final long GRACE = 1_700;
    /** For a file that is being written then, ms: the checkpoint of a large network. */
    private static final long WRITING = 20_000;
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private static volatile boolean requested;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = Reverie.FAILED;

    private Interruption() {
    }

    /**
     * Runs the whole program on this thread, which is interrupted when the process is asked to stop.
     *
     * @return its exit code; that of an interrupt if it was interrupted and did not end well
     */
    static int run(IntSupplier program) {
        var interruption = new Interruption();
        var worker = Thread.currentThread();
        var hook = new Thread(() -> interruption.end(worker), "reverie-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int code = program.getAsInt();
            interruption.code = requested && code != 0 ? Reverie.INTERRUPTED : code;
            return interruption.code;
        } finally {
            interruption.ended.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the JVM is stopping already, and the hook does the rest
            }
        }
    }

    private void end(Thread worker) {
        requested = true;
        onSignals(() -> Runtime.getRuntime().halt(Reverie.INTERRUPTED));
        worker.interrupt();
        try {
            if (!ended.await(GRACE, TimeUnit.MILLISECONDS)) {
                for (long waited = 0; AtomicFile.isWriting() && waited < WRITING && ended.getCount() > 0; waited += 10) {
                    Thread.sleep(10);
                }
            }
        } catch (InterruptedException e) {
            // nobody has this thread
        }
        if (ended.getCount() > 0) {
            System.err.println("reverie: interrupted");
            code = Reverie.INTERRUPTED;
        }
        // the signal's own exit code would be 130 or 143
        Runtime.getRuntime().halt(code);
    }

    /** The JDK has no other way to hear of a signal while it shuts down, and this one is not on every platform. */
    private static void onSignals(Runnable work) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    work.run();
                }
                return null;
            });
            for (var name : SIGNALS) {
                signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            // the second signal is then as good as none
        }
    }

    /**
     * Whether an interrupt is behind an exception. Whatever fails after a signal does so because of it: programs that play an environment
     * get it, too.
     */
    static boolean isBehind(Throwable e) {
        return requested || e instanceof InterruptedException || e instanceof CancellationException || isClosed(e);
    }

    private static boolean isClosed(Throwable e) {
        return e instanceof ClosedByInterruptException || e.getCause() != null && isClosed(e.getCause());
    }
}
