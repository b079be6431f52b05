package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final List<String> doubts = new ArrayList<>();
    private final Report report = report("compare");

    @TempDir
    private Path folder;

    /** On a machine of 400 GFLOP/s. */
    private Report report(String command) {
        return new Report(Map.of(Precision.F32, 400e9), "a machine, 2 cores", command, doubts::add);
    }

    private static Contest.Outcome outcome(String name, double ours) {
        var work = Work.arithmetic(name, 100e9, engine -> Session.of(() -> {}, () -> {}));
        return new Contest.Outcome(work,
                List.of(ContestTest.result(Ours.NAME, ours), new Contest.Result("jax", "scan, unroll 4", "0.1", List.of(1.0)),
                        ContestTest.result("torch-eager", 2)));
    }

    @Test
    void aRowTellsSpeedsRatioAndShareOfThePeak() {
        assertEquals(
                List.of("lstm", "GFLOP/s", "200.0", "100.0", "jax: scan, unroll 4", "0.1", "2.000", "0.5000", "a machine, 2 cores",
                        "compare"),
                report.row(outcome("lstm", 0.5)));
        assertEquals(List.of(), doubts);
    }

    @Test
    void withoutPeersOrBoundTheirCellsAreEmpty() {
        var work = Work.counted("carracing 64x64 step", "steps/s", 10, engine -> Session.of(() -> {}, () -> {}));
        var row = report.row(new Contest.Outcome(work, List.of(ContestTest.result(Ours.NAME, 0.001))));
        assertEquals(List.of("carracing 64x64 step", "steps/s", "10000", "", "", "", "", ""), row.subList(0, 8));
    }

    @Test
    void aSpeedBeyondThePeakIsDoubted() {
        report.row(outcome("lstm", 0.2));
        assertEquals(1, doubts.size());
        assertTrue(doubts.get(0).startsWith("lstm: faster than the peak"), doubts.get(0));
    }

    @Test
    void aPartialRunUpdatesOnlyItsRows() throws IOException {
        report.write(List.of(outcome("a", 0.5), outcome("b", 0.5)), folder);
        report("compare --works b").write(List.of(outcome("b", 1)), folder);
        var rows = Table.read(folder.resolve("performance.csv"), Report.COLUMNS).rows();
        assertEquals(List.of("a", "b"), rows.stream().map(row -> row.get(0)).toList());
        assertEquals(List.of("2.000", "1.000"), rows.stream().map(row -> row.get(6)).toList());
        assertEquals(List.of("compare", "compare --works b"), rows.stream().map(row -> row.get(9)).toList());
        assertEquals(6, Table.read(folder.resolve("performance-runs.csv"), Report.RUN_COLUMNS).rows().size());

        String text = Files.readString(folder.resolve("performance.md"));
        assertTrue(text.contains("| a | GFLOP/s | 200.0 | 100.0 | jax: scan, unroll 4 0.1 | 2.000 | 0.5000 | 1 |"), text);
        assertTrue(text.contains("2. `compare --works b` on a machine, 2 cores"), text);
    }

    @Test
    void aWorkThatWeFailedAtKeepsWhatItHad() throws IOException {
        report.write(List.of(outcome("a", 0.5)), folder);
        var work = outcome("a", 1).work();
        report.write(List.of(new Contest.Outcome(work, List.of(ContestTest.result("jax", 1)))), folder);
        assertEquals("2.000", Table.read(folder.resolve("performance.csv"), Report.COLUMNS).rows().get(0).get(6));
        assertEquals(3, Table.read(folder.resolve("performance-runs.csv"), Report.RUN_COLUMNS).rows().size());
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws IOException {
        Files.writeString(folder.resolve("performance-runs.csv"), "something else\n");
        assertThrows(IllegalArgumentException.class, () -> report.write(List.of(outcome("a", 0.5)), folder));
        assertFalse(Files.exists(folder.resolve("performance.csv")));
    }

    @Test
    void numbersHaveFourDigitsAndNoExponent() {
        assertEquals("0.0001235", Report.number(0.00012346));
        assertEquals("124500", Report.number(124456));
        assertEquals("1.500", Report.number(1.5));
    }
}
