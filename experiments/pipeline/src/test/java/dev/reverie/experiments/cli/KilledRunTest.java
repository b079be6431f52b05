package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in every stage, a full disk, a signal to stop; then the same command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "another exit code")
class KilledRunTest {
    /** Of POSIX's ulimit, bytes; bash's are larger. */
    private static final int ULIMIT_BLOCK = 512;

    @TempDir
    Path root;

    /** In a shell that first does something else, such as setting a limit. */
    private static List<String> command(Path folder, String before) {
        var command = new ArrayList<>(List.of("sh", "-c", before + " exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Reverie.class.getName(), "run",
                "tiny", "--run", folder.toString()));
        for (var setting : List.of("vae.frames=400", "rnn.steps=4", "collect.maxSteps=60", "evolve.generations=2",
                "evolve.where=dream-then-real", "evolve.realGenerations=1", "evolve.cap=2")) {
            command.addAll(List.of("--set", setting));
        }
        return command;
    }

    /** Runs until a stage begins, and is killed there; to its end if there is none. */
    private static void run(Path folder, String until) throws IOException, InterruptedException {
        var said = new ArrayList<String>();
        int code = run(command(folder, ""), until, ProcessHandle::destroyForcibly, said);
        assertEquals(until.equals("nothing") ? 0 : 128 + 9, code, said.toString());
    }

    private static int run(List<String> command, String until, Consumer<ProcessHandle> signal, List<String> said)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.matches(until + "  (begins|goes on).*")) {
                    // the same of the process itself would close its output, too
                    signal.accept(process.toHandle());
                }
            }
        } finally {
            process.destroyForcibly();
        }
        return process.waitFor();
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
    void aRunThatWasStoppedInAnyWayEndsWithTheSameBits() throws IOException, InterruptedException {
        var whole = root.resolve("whole");
        var killed = root.resolve("killed");
        run(whole, "nothing");
        for (var stage : Stages.all().stream().map(Stage::name).filter(name -> !name.equals("report")).toList()) {
            run(killed, stage);
        }
        run(killed, "nothing");
        assertEquals(files(whole), files(killed));

        var stopped = root.resolve("stopped");
        aRunThatFindsTheDiskFullSaysSoInOneLine(stopped);
        aRunThatIsAskedToStopSaysHowToGoOn(stopped);
        run(stopped, "nothing");
        assertEquals(files(whole), files(stopped), "nothing is lost");
    }

    /** No file may be larger than 60 KiB, which the first episodes are. */
    private static void aRunThatFindsTheDiskFullSaysSoInOneLine(Path folder) throws IOException, InterruptedException {
        var said = new ArrayList<String>();
        assertEquals(1, run(command(folder, "ulimit -f " + 60 * 1024 / ULIMIT_BLOCK + ";"), "nothing", process -> {
        }, said), said.toString());
        var last = said.get(said.size() - 1);
        assertTrue(last.startsWith("reverie run: " + folder) && last.endsWith(": File too large"), said.toString());
        assertEquals(List.of(last), said.stream().filter(line -> line.contains("too large")).toList());
    }

    private static void aRunThatIsAskedToStopSaysHowToGoOn(Path folder) throws IOException, InterruptedException {
        var said = new ArrayList<String>();
        assertEquals(3, run(command(folder, ""), "vae", ProcessHandle::destroy, said), said.toString());
        assertEquals("interrupted; the run continues with: reverie run --run " + folder, said.get(said.size() - 1));
    }
}
