package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed without a word while it writes, and the same command again. */
class KilledCollectTest {
    private static final int EPISODES = 60;

    @TempDir
    Path root;

    private Process collect(Path folder) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dreverie.engine=plain", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Reverie.class.getName(), "collect", "BouncingBall", "--out", folder.toString(), "--episodes", String.valueOf(EPISODES),
                "--policy",
                "hold", "--threads", "2"));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(root.resolve(folder.getFileName() + ".log").toFile())
                .start();
    }

    private static TreeMap<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> contents.put(file.getFileName().toString(), ContentHash.of(file)));
        }
        return contents;
    }

    @Test
    void theSameCommandGoesOnAfterAKillAndEndsWithTheSameFiles() throws IOException, InterruptedException {
        var killed = root.resolve("killed");
        var process = collect(killed);
        while (process.isAlive() && !Files.exists(killed.resolve("episode-00000005.npz"))) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
        process.waitFor();
        var left = contents(killed);
        assertTrue(left.size() >= 4 && left.size() < EPISODES, "the kill came too late: " + left.keySet());

        var whole = root.resolve("whole");
        assertEquals(0, collect(whole).waitFor(), Files.readString(root.resolve("whole.log")));
        assertEquals(0, collect(killed).waitFor(), Files.readString(root.resolve("killed.log")));
        assertEquals(contents(whole), contents(killed));
        assertEquals(EPISODES + 2, contents(whole).size());
    }
}
