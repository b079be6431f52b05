package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ReverieTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private CommandLine reverie() {
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @Command(name = "fail")
    private record Failing(Throwable cause) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (cause instanceof Error error) {
                throw error;
            }
            throw (Exception) cause;
        }
    }

    private int codeOf(Throwable cause) {
        var reverie = reverie().addSubcommand(new Failing(cause));
        // picocli hands these down when they are set, so to the verbs known by then
        reverie.setErr(reverie.getErr()).setExecutionStrategy(reverie.getExecutionStrategy())
                .setExecutionExceptionHandler(reverie.getExecutionExceptionHandler());
        return reverie.execute("fail");
    }

    @Test
    void helpNamesEveryVerbAndExitCode() {
        assertEquals(0, reverie().execute("--help"));
        assertTrue(out.toString().contains("info"), out.toString());
        assertTrue(out.toString().contains("interrupted"), out.toString());
    }

    @Test
    void noVerbShowsTheHelp() {
        assertEquals(0, reverie().execute());
        assertTrue(out.toString().startsWith("Usage: reverie"), out.toString());
    }

    @Test
    void versionNamesVersionAndCommit() {
        assertEquals(0, reverie().execute("--version"));
        assertTrue(out.toString().matches("reverie \\d+\\.\\d+\\.\\d+\\S* \\(commit [\\w.-]+\\)\\R"), out.toString());
    }

    @Test
    void infoShowsEveryFactOfTheEngine() {
        assertEquals(0, reverie().execute("info"));
        for (var fact : Engine.current().facts()) {
            assertTrue(out.toString().contains(fact.value()), fact.name());
        }
    }

    @Test
    void infoFindsTheVersionOfEveryLibrary() {
        assertEquals(0, reverie().execute("info"));
        assertFalse(out.toString().contains("absent"), out.toString());
    }

    @Test
    void unknownVerbIsOneLineWithTheNearest() {
        assertEquals(2, reverie().execute("inof"));
        assertEquals("inof: unknown verb; did you mean info?; see reverie --help", err.toString().strip());
    }

    @Test
    void unknownOptionIsOneLineWithTheNearest() {
        assertEquals(2, reverie().execute("info", "--hepl"));
        assertEquals("--hepl: unknown option; did you mean --help?; see reverie info --help", err.toString().strip());
    }

    @Test
    void wrongInputIsOneLine() {
        assertEquals(2, codeOf(new IllegalArgumentException("temperature must be > 0, was -1.0")));
        assertEquals("reverie fail: temperature must be > 0, was -1.0", err.toString().strip());
    }

    @Test
    void wrongSettingOfTheEngineIsOneLine() {
        var wrong = new IllegalArgumentException("reverie.engine must be auto, fast or plain, was quick");
        assertEquals(2, codeOf(new ExceptionInInitializerError(wrong)));
        assertEquals("reverie fail: " + wrong.getMessage(), err.toString().strip());
    }

    @Test
    void whatNobodyForesawIsOneLineAndAFileWithTheTrace() throws IOException {
        for (var thrown : List.of(new IOException("broken"), new NullPointerException(), new IndexOutOfBoundsException("at 3"),
                new StackOverflowError(), new NoClassDefFoundError("org/Absent"),
                new AssertionError())) {
            err.getBuffer().setLength(0);
            assertEquals(1, codeOf(thrown));
            var line = err.toString().strip();
            assertTrue(line.startsWith("reverie fail: " + thrown.getClass().getSimpleName()), line);
            assertEquals(1, line.lines().count(), line);
            var file = Path.of(line.replaceFirst(".* the file ", ""));
            assertTrue(Files.readString(file).contains("at dev.reverie.experiments.cli.ReverieTest"), line);
            Files.delete(file);
        }
    }

    @Test
    void anExceptionOfALibraryIsNoWrongInput() throws IOException {
        var thrown = assertThrows(IllegalArgumentException.class, () -> new ArrayList<>(-1));
        assertEquals(1, codeOf(thrown));
        var line = err.toString().strip();
        assertTrue(line.contains("fault of Reverie's"), line);
        Files.delete(Path.of(line.replaceFirst(".* the file ", "")));
    }

    @Test
    void aFileThatTheSystemRefusesIsOneLine() {
        assertEquals(2, codeOf(new NoSuchFileException("/nowhere/a.txt")));
        assertEquals("reverie fail: /nowhere/a.txt: no such file or folder", err.toString().strip());
        err.getBuffer().setLength(0);
        assertEquals(2, codeOf(new UncheckedIOException(new AccessDeniedException("/secret"))));
        assertEquals("reverie fail: /secret: permission denied", err.toString().strip());
    }

    @Test
    void tooLittleMemoryTellsHowToRaiseTheHeap() {
        for (var thrown : List.of(new OutOfMemoryError("Java heap space"), new OutOfMemoryError("Direct buffer memory"),
                new OutOfMemoryError("Physical memory usage is too high: physicalBytes (16G) > maxPhysicalBytes (15G)"),
                new RuntimeException("std::bad_alloc"),
                new IllegalStateException("x", new RuntimeException("Failed to allocate 8 bytes")))) {
            err.getBuffer().setLength(0);
            assertEquals(1, codeOf(thrown));
            var line = err.toString().strip();
            assertTrue(line.matches("reverie fail: out of memory \\(.*REVERIE_JAVA_OPTS='-Xmx\\d+g'"), line);
        }
    }

    @Test
    void tooManyThreadsNamesTheOption() {
        assertEquals(1, codeOf(new OutOfMemoryError("unable to create native thread: possibly out of memory")));
        assertTrue(err.toString().contains("REVERIE_THREADS"), err.toString());
    }

    @Test
    void whatCouldMoveATerminalsCursorIsWrittenOut() {
        assertEquals(2, reverie().execute("\u001b[31mrun"));
        assertEquals(2, codeOf(new IllegalArgumentException("name was \u001b]0;owned\u0007")));
        assertFalse(err.toString().matches("(?s).*[\u001b\u0007].*"), err.toString());
    }

    @Test
    void interruptedRunHasItsOwnCode() {
        assertEquals(3, codeOf(new InterruptedException()));
        assertFalse(err.toString().contains("Exception"), err.toString());
    }
}
