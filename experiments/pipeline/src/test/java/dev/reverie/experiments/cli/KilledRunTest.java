package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.ContentHash;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in every stage, then the same command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "another exit code")
class KilledRunTest {
    @TempDir
    Path root;

    /** Runs until a stage begins, and is killed there; to its end if there is none. */
    private static void run(Path folder, String until) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Reverie.class.getName(), "run",
                "tiny",
                "--run", folder.toString()));
        for (var setting : List.of("vae.frames=400", "rnn.steps=4", "evolve.generations=2", "collect.maxSteps=60")) {
            command.addAll(List.of("--set", setting));
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ArrayList<String>();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.startsWith(until + "  begins")) {
                    // SIGKILL; Process.destroyForcibly would close its output, too
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertEquals(until.equals("nothing") ? 0 : 128 + 9, process.waitFor(), said.toString());
    }

    /** All but what tells how long it took. */
    private static Map<String, String> files(Path folder) throws IOException {
        var hashes = new TreeMap<String, String>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                if (!List.of("manifest.json", "report.html", ".lock").contains(file.getFileName().toString())) {
                    hashes.put(folder.relativize(file).toString(), ContentHash.of(file));
                }
            }
        }
        return hashes;
    }

    @Test
    void aRunThatWasKilledInEveryStageEndsWithTheSameBits() throws IOException, InterruptedException {
        var whole = root.resolve("whole");
        var killed = root.resolve("killed");
        run(whole, "nothing");
        for (var stage : Stages.all().stream().map(Stage::name).filter(name -> !name.equals("report")).toList()) {
            run(killed, stage);
        }
        run(killed, "nothing");
        assertEquals(files(whole), files(killed));
    }
}
