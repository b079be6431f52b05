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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed without a word while it writes, and the same command again. */
class KilledCollectTest {
    private static final int EPISODES = 60;

    @TempDir
    Path root;

    private Process collect(String env, Path folder) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dreverie.engine=plain", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Reverie.class.getName(), "collect", env, "--out", folder.toString(), "--episodes", String.valueOf(EPISODES),
                "--policy", "hold", "--threads", "2"));
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

    /** Ends it, or what it has started, once it has written some episodes. */
    private void interrupt(String env, Path folder, UnaryOperator<Stream<ProcessHandle>> whom) throws IOException, InterruptedException {
        var process = collect(env, folder);
        while (process.isAlive() && !Files.exists(folder.resolve("episode-00000005.npz"))) {
            Thread.onSpinWait();
        }
        whom.apply(Stream.of(process.toHandle())).findFirst().orElseThrow().destroyForcibly();
        process.waitFor();
        var left = contents(folder);
        assertTrue(left.size() >= 4 && left.size() < EPISODES, "the kill came too late: " + left.keySet());
    }

    private void assertGoesOn(String env, Path killed) throws IOException, InterruptedException {
        var whole = root.resolve("whole");
        assertEquals(0, collect(env, whole).waitFor(), said(whole));
        assertEquals(0, collect(env, killed).waitFor(), said(killed));
        assertEquals(contents(whole), contents(killed));
        assertEquals(EPISODES + 2, contents(whole).size());
    }

    private String said(Path folder) throws IOException {
        return Files.readString(root.resolve(folder.getFileName() + ".log"));
    }

    @Test
    void theSameCommandGoesOnAfterAKillAndEndsWithTheSameFiles() throws IOException, InterruptedException {
        var killed = root.resolve("killed");
        interrupt("BouncingBall", killed, process -> process);
        assertGoesOn("BouncingBall", killed);
    }

    @Test
    void aKilledGymServerEndsItWithOneLineAndTheSameCommandGoesOn() throws IOException, InterruptedException {
        LiveGym.required();
        var killed = root.resolve("killed");
        interrupt("gym:CartPole-v1", killed, process -> process.flatMap(ProcessHandle::children));
        var lines = said(killed).lines().filter(line -> !line.startsWith("WARNING")).toList();
        assertEquals(1, lines.size(), lines.toString());
        // Between two blocks of episodes the server may have no environment that could be named.
        assertTrue(lines.get(0).matches("reverie collect: (CartPole-v1: (reset|step): )?the gym server: .*; it was ended by signal 9; "
                + "the same command goes on"), lines.get(0));
        assertGoesOn("gym:CartPole-v1", killed);
    }
}
