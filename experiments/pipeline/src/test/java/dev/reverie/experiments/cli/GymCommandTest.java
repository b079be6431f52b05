package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.gym.GymPython;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GymCommandTest {
    @TempDir
    Path folder;

    private String out;
    private String err;

    private int reverie(String... words) {
        var outWriter = new StringWriter();
        var errWriter = new StringWriter();
        int code = Reverie.commandLine().setOut(new PrintWriter(outWriter)).setErr(new PrintWriter(errWriter)).execute(words);
        out = outWriter.toString().replace(folder.toString(), "DIR");
        err = errWriter.toString().replace(folder.toString(), "DIR").strip();
        return code;
    }

    @Test
    void setupSaysWhatItWouldDoWhere() {
        assertEquals(0, reverie("gym", "setup", "--dry-run", "--dir", folder.resolve("venv").toString(), "--packages",
                "gymnasium[box2d]==1.4.0,minigrid"), err);
        assertEquals("""
                makes DIR/venv, with gymnasium[box2d]==1.4.0, minigrid and what they need; some hundred megabytes
                  python3 -I -m venv DIR/venv
                  DIR/venv/bin/python -I -m pip install --upgrade --quiet gymnasium[box2d]==1.4.0 minigrid
                """, out);
        assertTrue(Files.notExists(folder.resolve("venv")));
    }

    @Test
    void setupInstallsTheTestedVersions() {
        assertEquals(0, reverie("gym", "setup", "--dry-run", "--dir", folder.resolve("venv").toString()), err);
        for (var tested : GymPython.tested()) {
            assertTrue(
                    out.lines().findFirst().orElseThrow().contains(tested)
                            && out.lines().skip(2).findFirst().orElseThrow().contains(tested),
                    out);
        }
        assertEquals(0, reverie("gym", "setup", "--dry-run", "--packages", "gymnasium[classic-control],minigrid"), err);
        assertTrue(out.matches("(?s).*gymnasium\\[classic-control]==[0-9.]+, minigrid and .*"), out);
    }

    @Test
    void fewerThanOneClientAreRefused() {
        assertEquals(2, reverie("gym", "serve", "--clients", "0"));
        assertEquals("reverie gym serve: --clients must be >= 1, was 0", err);
    }

    @Test
    void onlyNamesOfPackagesAreInstalled() {
        assertEquals(2, reverie("gym", "setup", "--dry-run", "--packages", "--index-url=http://example.org"));
        assertEquals(2, reverie("gym", "setup", "--dry-run", "--packages", "../here"));
        assertEquals("reverie gym setup: --packages must be names such as gymnasium[box2d] or numpy==2.4.6, was '../here'", err);
    }

    @Test
    void setupLeavesFoldersOfOtherThingsAlone() throws IOException {
        Files.writeString(folder.resolve("mine"), "");
        assertEquals(2, reverie("gym", "setup", "--dir", folder.toString()));
        assertEquals("reverie gym setup: DIR: holds something, but no virtual environment; choose another folder with --dir", err);
        assertEquals(2, reverie("gym", "setup", "--dir", folder.resolve("mine").resolve("venv").toString()));
        assertEquals("reverie gym setup: DIR/mine: is no folder; choose another with --dir", err);
    }

    @Test
    void setupBringsUpToDateWhatIsThere() throws IOException {
        var bin = Files.createDirectories(GymPython.executable(folder).getParent());
        Files.writeString(bin.resolve("pip"), "");
        assertTrue(Files.createFile(bin.resolve("python")).toFile().setExecutable(true));
        assertEquals(0, reverie("gym", "setup", "--dry-run", "--dir", folder.toString(), "--packages", "minigrid"), err);
        assertEquals("""
                there already: DIR; brings it up to date, with minigrid and what they need
                  DIR/bin/python -I -m pip install --upgrade --quiet minigrid
                """, out);
    }

    @Test
    void manyOfAKindAreOneLineOfTheList() {
        var maps = IntStream.rangeClosed(1, 9).mapToObj(i -> "Doom-E1M" + i + "-v0").toList();
        assertEquals(List.of("gym:Doom-E1M1-v0 to Doom-E1M9-v0, 9 of them"), GymListCommand.lines(maps));
        assertEquals(List.of("gym:CartPole-v0", "gym:CartPole-v1"), GymListCommand.lines(List.of("CartPole-v0", "CartPole-v1")));
    }

    @Test
    void setupWithoutPythonIsToldInOneLine() {
        assertEquals(1, reverie("gym", "setup", "--dir", folder.resolve("venv").toString(), "--python", "/nowhere/python"));
        assertEquals("reverie gym setup: /nowhere/python: no such Python; install Python 3, or name one with --python", err);
    }

    @Test
    void anyEnvironmentCanBeChecked() {
        assertEquals(0, reverie("gym", "check", "CartPole", "--steps", "50"), err);
        assertTrue(out.lines().anyMatch(line -> line.matches("together as alone +yes, through \\d+ steps")), out);
        assertEquals(2, reverie("gym", "check", "CartPole", "--option", "skip=2"));
        assertEquals("reverie gym check: environment CartPole: unknown option 'skip'; known: limit, suttonBarto", err);
    }

    @Test
    void withoutAVerbItTellsThem() {
        assertEquals(0, reverie("gym"));
        for (var verb : new String[]{"setup", "list", "check", "serve"}) {
            assertTrue(out.contains("  " + verb + " "), out);
        }
    }
}
