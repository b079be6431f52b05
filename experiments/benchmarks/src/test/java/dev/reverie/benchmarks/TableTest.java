package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    private static final List<String> HEADER = List.of("work", "value");

    @TempDir
    private Path folder;

    private static Table table(String... cells) {
        return new Table(HEADER,
                java.util.stream.IntStream.range(0, cells.length / 2).mapToObj(i -> List.of(cells[2 * i], cells[2 * i + 1])).toList());
    }

    @Test
    void anUpdateReplacesItsOwnRowsInPlaceAndAddsNewOnesAtTheEnd() {
        var updated = table("a", "1", "b", "2", "c", "3").updated(table("d", "4", "b", "20"));
        assertEquals(table("a", "1", "b", "20", "c", "3", "d", "4"), updated);
    }

    @Test
    void aWorksRowsAreReplacedTogether() {
        assertEquals(table("a", "9", "b", "3"), table("a", "1", "a", "2", "b", "3").updated(table("a", "9")));
        assertEquals(table("a", "8", "a", "9"), table("a", "1").updated(table("a", "8", "a", "9")));
    }

    @Test
    void whatIsWrittenIsReadBackAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("deep/results.csv");
        AtomicFile.write(file, table("a", "1").csv());
        AtomicFile.write(file, table("a", "2, or more").csv());
        assertEquals(table("a", "2, or more"), Table.read(file, HEADER));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFileThatIsNotThereIsEmpty() throws IOException {
        assertEquals(table(), Table.read(folder.resolve("none.csv"), HEADER));
    }

    @Test
    void otherColumnsAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "work,speed\na,1\n");
        var thrown = assertThrows(IllegalArgumentException.class, () -> Table.read(file, HEADER));
        assertTrue(thrown.getMessage().contains("columns must be work,value, were work,speed"), thrown.getMessage());
    }

    @Test
    void aRowMustFitTheHeader() {
        assertThrows(IllegalArgumentException.class, () -> new Table(HEADER, List.of(List.of("a"))));
    }
}
