package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
                  python3 -m venv DIR/venv
                  DIR/venv/bin/python -m pip install --upgrade --quiet gymnasium[box2d]==1.4.0 minigrid
                """, out);
        assertTrue(Files.notExists(folder.resolve("venv")));
    }

    @Test
    void onlyNamesOfPackagesAreInstalled() {
        assertEquals(2, reverie("gym", "setup", "--dry-run", "--packages", "--index-url=http://example.org"));
        assertEquals(2, reverie("gym", "setup", "--dry-run", "--packages", "../here"));
        assertEquals("reverie gym setup: --packages must be names such as gymnasium[box2d] or numpy==2.4.6, was '../here'", err);
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
