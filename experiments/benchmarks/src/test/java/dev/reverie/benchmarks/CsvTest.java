package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void whatIsWrittenIsReadBack() {
        var rows = List.of(List.of("work", "machine"), List.of("gemm 2x2x2 f32", "AMD, 2 cores"), List.of("", "says \"hi\"\nand leaves"));
        assertEquals(rows, Csv.parse(Csv.format(rows)));
    }

    @Test
    void onlyCellsThatNeedItAreQuoted() {
        assertEquals("a,\"b,c\",\"d\"\"\"\n", Csv.format(List.of(List.of("a", "b,c", "d\""))));
    }

    @Test
    void otherLineEndsAreUnderstood() {
        var rows = List.of(List.of("a", "b"), List.of("c", ""));
        assertEquals(rows, Csv.parse("a,b\r\nc,"));
    }

    @Test
    void anOpenQuoteFailsWithItsLine() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Csv.parse("a,b\nc,\"d\n"));
        assertEquals("line 2: a quote is not closed", thrown.getMessage());
    }
}
