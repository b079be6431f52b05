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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real process and a real signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM to catch")
class InterruptionTest {
    @TempDir
    Path root;

    private Process start(String... args) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), SlowReverie.class.getName()));
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
        var process = start("run", "tiny", "--run", root.toString());
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
}
