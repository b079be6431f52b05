package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real process and a real signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM to catch")
class InterruptionTest {
    @TempDir
    Path root;

    private Process start(Class<?> program, String... args) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dreverie.engine=plain", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), program.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.PIPE).directory(new File("."))
                .start();
    }

    private void aSecondProcessIsRefused(long first) {
        var err = new StringWriter();
        int code = Reverie.commandLine(List.of()).setErr(new PrintWriter(err)).execute("run", "tiny", "--run", root.toString());
        assertEquals(2, code);
        assertEquals("reverie run: " + root + ": is in use by process " + first + "; wait for it, or choose another run folder",
                err.toString().strip());
    }

    @Test
    void aTerminatedRunSavesItsCheckpointAndSaysHowToGoOn() throws IOException, InterruptedException {
        var process = start(SlowReverie.class, "run", "tiny", "--run", root.toString());
        var said = new ArrayList<String>();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.startsWith("slow  begins")) {
                    aSecondProcessIsRefused(process.pid());
                    // SIGTERM; Process.destroy would close its output, too
                    process.toHandle().destroy();
                }
            }
        }
        assertEquals(3, process.waitFor(), said.toString());
        assertEquals("interrupted; the run continues with: reverie run --run " + root, said.get(said.size() - 1));
        assertTrue(Integer.parseInt(Files.readString(root.resolve("slow/checkpoint"))) >= 0);
    }

    /** Signals it once it has written a file, and tells its exit code. */
    private int stopped(Path file, int signals, String... args) throws IOException, InterruptedException {
        var process = start(Reverie.class, args);
        while (process.isAlive() && !Files.exists(file)) {
            Thread.onSpinWait();
        }
        assertTrue(process.isAlive(), () -> said(process));
        for (int i = 0; i < signals; i++) {
            process.toHandle().destroy();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on");
        return process.exitValue();
    }

    private static String said(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void anEpisodeWithoutEndIsEnded() throws IOException, InterruptedException {
        assertEquals(3, stopped(root.resolve("dataset.json"), 1, "collect", "Countdown", "--set", "longest=2000000000", "--out",
                root.toString(), "--episodes", "2"));
        assertEquals(3, stopped(root.resolve("e/settings.txt"), 1, "evolve", "Countdown", "--set", "longest=2000000000", "--run",
                root.resolve("e").toString()));
        try (var left = Files.list(root.resolve("e"))) {
            assertEquals(List.of("metrics.jsonl", "settings.txt", "state.npz"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void anEnvironmentThatNeverReturnsIsEndedToo() throws IOException, InterruptedException {
        assertEquals(3, stopped(root.resolve("dataset.json"), 1, "collect", "Stuck", "--out", root.toString(), "--episodes", "2"));
        var again = root.resolve("again");
        assertEquals(3, stopped(again.resolve("dataset.json"), 2, "collect", "Stuck", "--out", again.toString(), "--episodes", "2"));
    }
}
