package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLogTest {
    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("run").resolve("metrics.jsonl");
    }

    private static void work(MetricLog log, String stage, int from, int to) {
        for (int step = from; step <= to; step++) {
            log.write(stage, step, Map.of("loss", 1.0 / step, "kl", step * 0.5, "accuracy", 0.0));
        }
    }

    @Test
    void aLineIsOneObjectWithItsKeysInOrder() throws IOException {
        try (var log = MetricLog.open(file)) {
            log.write("rnn", 100, Map.of("nll", 1.31, "b", Double.NaN, "c", Double.NEGATIVE_INFINITY, "d", Double.POSITIVE_INFINITY));
        }
        assertEquals("{\"stage\":\"rnn\",\"step\":100,\"b\":\"NaN\",\"c\":\"-Infinity\",\"d\":\"Infinity\",\"nll\":1.31}\n",
                Files.readString(file));
        var entry = MetricLog.read(file).get(0);
        assertEquals(new MetricLog.Entry("rnn", 100,
                Map.of("nll", 1.31, "b", Double.NaN, "c", Double.NEGATIVE_INFINITY, "d", Double.POSITIVE_INFINITY)), entry);
    }

    @Test
    void aTornLastLineIsPassedOverAndRepaired() throws IOException {
        try (var log = MetricLog.open(file)) {
            work(log, "vae", 1, 3);
        }
        var whole = Files.readAllBytes(file);
        try (var log = MetricLog.open(file)) {
            work(log, "vae", 4, 4);
        }
        var four = Files.readAllBytes(file);
        for (int length = whole.length; length < four.length; length++) {
            Files.write(file, Arrays.copyOf(four, length));
            assertEquals(3, MetricLog.read(file).size());
            try (var log = MetricLog.open(file)) {
                work(log, "vae", 4, 4);
            }
            assertEquals(new String(four), Files.readString(file), "torn at " + length);
        }
    }

    @Test
    void aResumedRunHasTheFileOfAnUninterruptedOne() throws IOException {
        var straight = folder.resolve("straight.jsonl");
        try (var log = MetricLog.open(straight)) {
            work(log, "vae", 1, 5);
            work(log, "rnn", 1, 10);
        }
        try (var log = MetricLog.open(file)) {
            work(log, "vae", 1, 5);
            work(log, "rnn", 1, 8);
        }
        Files.writeString(file, "{\"stage\":\"rnn\",\"st", StandardOpenOption.APPEND);
        try (var log = MetricLog.resume(file, "rnn", 6)) {
            work(log, "rnn", 7, 10);
        }
        assertEquals(Files.readString(straight), Files.readString(file));
        try (var log = MetricLog.resume(file, "rnn", -1)) {
            work(log, "rnn", 1, 10);
        }
        assertEquals(Files.readString(straight), Files.readString(file));
    }

    @Test
    void resumingWithoutALogStartsOne() {
        MetricLog.resume(file, "rnn", 6).close();
        assertEquals(0, MetricLog.read(file).size());
    }

    @Test
    void damageBeforeTheLastLineIsAnErrorWithItsNumber() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"stage\":\"a\",\"step\":1}\n{\"stage\":\n{\"stage\":\"a\",\"step\":2}\n");
        assertProblem("line 2 is not JSON");
        Files.writeString(file, "{\"stage\":\"a\",\"step\":1}\n{\"step\":1}\n");
        assertProblem("line 2 must be an object with stage and step");
        Files.writeString(file, "{\"stage\":\"a\",\"step\":1,\"x\":\"much\"}\n");
        assertProblem("line 1: value must be a number");
        Files.delete(file);
        assertProblem("no such file");
    }

    private void assertProblem(String problem) {
        var error = assertThrows(FileException.class, () -> MetricLog.read(file));
        assertTrue(error.getMessage().startsWith(file + ": " + problem), error.getMessage());
    }

    @Test
    void aFullDiskIsAnErrorThatNamesTheFile() {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system");
        assertThrows(FileException.class, () -> {
            try (var log = MetricLog.open(full)) {
                work(log, "vae", 1, 1);
            }
        });
    }

    @Test
    void aDamagedLogIsRestoredFromTheLogsOfItsStages() throws IOException {
        try (var log = MetricLog.open(file)) {
            work(log, "vae", 1, 3);
            work(log, "rnn", 1, 4);
            work(log, "evolve", 1, 2);
        }
        var whole = Files.readString(file);
        var sources = new LinkedHashMap<String, Path>();
        for (var stage : List.of("vae", "rnn")) {
            sources.put(stage, folder.resolve(stage + ".jsonl"));
            assertTrue(MetricLog.restore(sources.get(stage), Map.of(stage, file)));
        }
        assertFalse(MetricLog.restore(file, sources));

        Files.writeString(file, whole.replace("\"step\":2", "\"st"));
        assertTrue(MetricLog.restore(file, sources));
        assertEquals(whole.lines().filter(line -> !line.startsWith("{\"stage\":\"evolve\",\"step\":2,")).toList(),
                Files.readAllLines(file));
        Files.delete(file);
        assertTrue(MetricLog.restore(file, sources));
        assertEquals(whole.lines().filter(line -> !line.contains("evolve")).toList(), Files.readAllLines(file));

        Files.writeString(sources.get("rnn"), "damaged\n");
        assertFalse(MetricLog.restore(file, sources), "a copy that is damaged replaces nothing");
    }

    @Test
    void anInterruptDisturbsNoLine() throws IOException {
        try (var log = MetricLog.open(file)) {
            Thread.currentThread().interrupt();
            work(log, "vae", 1, 2);
            log.sync();
        }
        try (var log = MetricLog.resume(file, "vae", 1)) {
            work(log, "vae", 2, 3);
        }
        assertTrue(Thread.interrupted(), "the interrupt stays set");
        assertEquals(3, MetricLog.read(file).size());
    }

    @Test
    void namesOfTheLogItselfAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MetricLog.Entry("vae", 1, Map.of("step", 1.0)));
    }
}
