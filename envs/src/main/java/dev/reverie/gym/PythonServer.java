package dev.reverie.gym;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code gym_server.py} as a process of ours. It ends with {@link #close}, and by itself when this JVM ends in whatever way, since its
 * standard input then ends; what it has started ends with it.
 */
final class PythonServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int TAIL = 8192;

    private final Process process;
    /** Deleted by the process as it ends, and here in case it was killed. */
    private final ServerFolder folder;
    private final String token;
    private final InetSocketAddress address;
    private final StringBuilder said = new StringBuilder();
    private final Thread listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endWithJvm, "reverie-gym-end");
    private volatile List<ProcessHandle> offspring = List.of();

    private PythonServer(GymPython python) {
        byte[] random = new byte[16];
        // a secret between two processes, not a draw that a seed should repeat
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
        folder = ServerFolder.make();
        process = launch(python, folder);
        listener = new Thread(() -> listen(process.getErrorStream()), "reverie-gym-stderr");
        listener.setDaemon(true);
        listener.start();
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            kill();
            folder.delete();
            throw new CancellationException("interrupted: this JVM is stopping");
        }
        try {
            process.getOutputStream().write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // it ended already, and why is told next
        }
        try {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port(python));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * @throws GymException
     *             if there is no such Python, or it does not start
     */
    static PythonServer start(GymPython python) {
        return new PythonServer(python);
    }

    private static Process launch(GymPython python, ServerFolder folder) {
        // it works in its folder, but starts where the user did: paths in the variables of Python are relative to that
        var builder = python.process(List.of("-u", folder.script().toString(), "--temporary"));
        builder.environment().remove(GymProvider.TOKEN);
        try {
            return builder.start();
        } catch (IOException e) {
            folder.delete();
            throw noPython(python, e);
        }
    }

    static GymException noPython(GymPython python, IOException e) {
        return new GymException(python.executable() + ": no such Python; set " + GymPython.VARIABLE
                + " to one that has gymnasium, or run reverie gym setup", e.getMessage(), e);
    }

    /** The first line it says; none if it ends before. */
    private int port(GymPython python) {
        try {
            var port = Awaited.of("the start of Python", START, () -> {
                var text = new ByteArrayOutputStream();
                for (int c = process.getInputStream().read(); c >= 0 && c != '\n' && text.size() < 16;
                        c = process.getInputStream().read()) {
                    text.write(c);
                }
                return text.toString(StandardCharsets.US_ASCII).strip();
            });
            if (port.matches("\\d{1,5}")) {
                return Integer.parseInt(port);
            }
        } catch (IOException e) {
            // told below
        }
        throw new GymException(python.executable() + " does not start the gym server; set " + GymPython.VARIABLE
                + " to Python 3.8 or newer with gymnasium, or run reverie gym setup" + end(), lastWords(), null);
    }

    private void listen(InputStream stream) {
        try (stream) {
            var buffer = new byte[1024];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                synchronized (said) {
                    said.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    said.delete(0, Math.max(0, said.length() - TAIL));
                }
            }
        } catch (IOException e) {
            // the process is gone
        }
    }

    InetSocketAddress address() {
        return address;
    }

    String token() {
        return token;
    }

    /** Looks what the process has started, so that it can be ended should the process fail to. */
    void note() {
        offspring = process.descendants().toList();
    }

    /** What it said last on standard error. */
    String lastWords() {
        try {
            listener.join(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (said) {
            var lines = said.toString().strip().split("\n");
            return String.join("\n", Arrays.copyOfRange(lines, Math.max(0, lines.length - 40), lines.length));
        }
    }

    /** {@code "; it ended with code 1"}, or nothing if it runs. */
    String end() {
        waitFor(500);
        if (process.isAlive()) {
            return "";
        }
        int code = process.exitValue();
        return code > 128 ? "; it was ended by signal " + (code - 128) : "; it ended with code " + code;
    }

    private boolean waitFor(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Ends it and all it has started, at once. */
    void kill() {
        GymPython.end(process, offspring);
    }

    /**
     * A JVM that is asked to stop gives whoever plays a second to close this; a Python that holds its lock does not notice the end of its
     * input.
     */
    private void endWithJvm() {
        try {
            if (closed.await(1, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // then at once
        }
        kill();
        folder.delete();
    }

    /** Lets it end in good order, for a second; then {@link #kill}. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it was gone already
        }
        waitFor(1000);
        kill();
        folder.delete();
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is stopping already, and the hook ends now
        }
    }
}
