package dev.reverie.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A peer in a process of its own: a line of JSON to its standard input for every measurement, and a line back. It ends when its input does.
 * One that gives no reply in time is ended, one that has ended is started anew for the next work: a work that hangs or crashes it costs no
 * other.
 */
final class Peer implements Contender {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is asked. */
    record Request(String work, String peer, double seconds) {
        String line() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a request must be JSON: " + this, e);
            }
        }
    }

    /** What comes back: the error alone, or the rest. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reply(Double seconds, Long calls, String variant, String version, String error) {
        /** Reads a line, or fails with the reason why there is no measurement in it. */
        static Measurement parse(String line) throws Declined {
            Reply reply;
            try {
                reply = JSON.readValue(line, Reply.class);
            } catch (JsonProcessingException e) {
                throw new Declined("a reply must be one line of JSON, was: " + line);
            }
            if (reply.error() != null) {
                throw new Declined(reply.error());
            }
            if (reply.seconds() == null || !(reply.seconds() > 0)) {
                throw new Declined("seconds must be > 0, was " + reply.seconds() + " in: " + line);
            }
            return new Measurement(reply.seconds(), orEmpty(reply.variant()), orEmpty(reply.version()));
        }

        private static String orEmpty(String text) {
            return text == null ? "" : text;
        }
    }

    /** For a reply; the first to a work, with all that has to be compiled, takes a few minutes at most. */
    static final Duration PATIENCE = Duration.ofMinutes(8);

    private final String name;
    private final ProcessBuilder command;
    private final Duration patience;
    private Process process;
    private BufferedWriter requests;
    private BufferedReader replies;

    /**
     * @param command
     *            starts the process
     * @param errors
     *            where its standard error goes
     * @param patience
     *            how long it may take over a reply
     */
    Peer(String name, List<String> command, Redirect errors, Duration patience) throws IOException {
        this.name = name;
        this.command = new ProcessBuilder(command).redirectError(errors);
        this.patience = patience;
        start();
    }

    private void start() throws IOException {
        process = command.start();
        requests = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Measurement measure(Work work, double seconds) throws Declined {
        return ask(work.name(), seconds);
    }

    Measurement ask(String work, double seconds) throws Declined {
        var late = new AtomicBoolean();
        CompletableFuture<Void> end = null;
        try {
            if (!process.isAlive()) {
                start();
            }
            var asked = process;
            end = new CompletableFuture<Void>().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).thenRun(() -> {
                late.set(true);
                asked.destroyForcibly();
            });
            requests.write(new Request(work, name, seconds).line());
            requests.newLine();
            requests.flush();
            String line = replies.readLine();
            if (line != null) {
                return Reply.parse(line);
            }
            process.waitFor();
        } catch (IOException e) {
            // gone; told below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (end != null) {
                end.cancel(false);
            }
        }
        throw new Declined(late.get() ? "gave no reply in " + patience.toSeconds() + " s"
                : "its process ended" + (process.isAlive() ? "" : " with code " + process.exitValue()) + "; --verbose shows what it said");
    }

    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            // it is gone already
        }
        process.destroy();
    }
}
