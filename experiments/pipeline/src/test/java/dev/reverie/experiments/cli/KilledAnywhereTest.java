package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at a rename, a deletion or a sync of a file, and begun again, ends with the same bits and without litter. The build
 * tries a few of these places; {@code -Dreverie.kills=all} tries every one, in some hours on two cores.
 */
class KilledAnywhereTest {
    private static final int FEW = 3;

    @TempDir
    Path root;

    /** Smaller than tiny; with checkpoints in the middle of every stage that has any. */
    private static final List<String> SMALL = List.of("collect.episodes=3", "collect.maxSteps=12", "vae.width=2", "vae.latent=2",
            "vae.batch=2",
            "vae.frames=1004", "vae.heldOut=0", "rnn.hidden=2", "rnn.components=1", "rnn.windows.length=2", "rnn.windows.batch=1",
            "rnn.steps=202",
            "rnn.heldOut=0", "dream.maxSteps=4", "evolve.population=2", "evolve.repeats=1", "evolve.generations=6", "evaluate.episodes=1",
            "evaluate.randomEpisodes=0");

    /** Runs to the end, or to the kill. */
    private String run(Path folder, int kill, int code) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xshare:auto", "-Dreverie.engine=plain", "-Dreverie.threads=1", "-Dreverie.kill=" + kill,
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + KillingFiles.class.getName(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Reverie.class.getName(), "run",
                "tiny",
                "--run", folder.toString()));
        SMALL.forEach(setting -> command.addAll(List.of("--set", setting)));
        var log = root.resolve("log.txt");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it hangs");
        var said = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(code, process.exitValue(), "killed at " + kill + ": " + said);
        return said;
    }

    /** All but what tells how long it took. */
    private static Map<String, String> files(Path folder) throws IOException {
        var hashes = new TreeMap<String, String>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.toList()) {
                var name = folder.relativize(file).toString();
                boolean timed = List.of("manifest.json", "report.html", ".lock").contains(name);
                hashes.put(name, Files.isDirectory(file) || timed ? "" : ContentHash.of(file));
            }
        }
        return hashes;
    }

    @Test
    void aRunThatIsKilledAtAnyFileEventEndsWithTheSameFiles() throws IOException, InterruptedException {
        var whole = root.resolve("whole");
        var said = run(whole, 0, 0);
        int events = Integer.parseInt(said.substring(said.indexOf(KillingFiles.TOLD) + KillingFiles.TOLD.length()).strip());
        var expected = files(whole);
        boolean all = System.getProperty("reverie.kills", "").equals("all");
        var kills = all ? IntStream.rangeClosed(1, events).toArray()
                : IntStream.range(0, FEW).map(i -> (int) ((i + 0.5) * events / FEW)).toArray();
        for (int kill : kills) {
            var folder = root.resolve("killed-" + kill);
            run(folder, kill, KillingFiles.KILLED);
            run(folder, Integer.MAX_VALUE, 0);
            assertEquals(expected, files(folder), "killed at " + kill + " of " + events);
        }
    }
}
