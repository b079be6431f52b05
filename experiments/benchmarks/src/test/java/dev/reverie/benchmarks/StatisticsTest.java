package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianIsTheMiddleOneOrTheMeanOfTheMiddleTwo() {
        assertEquals(3, Statistics.median(List.of(9.0, 1.0, 3.0)));
        assertEquals(2.5, Statistics.median(List.of(4.0, 1.0, 3.0, 2.0)));
        assertEquals(7, Statistics.median(List.of(7.0)));
    }

    @Test
    void quantilesLieLinearlyBetweenNeighbours() {
        var values = List.of(10.0, 20.0, 30.0, 40.0);
        assertEquals(10, Statistics.quantile(values, 0));
        assertEquals(17.5, Statistics.quantile(values, 0.25), 1e-12);
        assertEquals(32.5, Statistics.quantile(values, 0.75), 1e-12);
        assertEquals(40, Statistics.quantile(values, 1));
    }

    @Test
    void nothingHasNoQuantile() {
        assertThrows(IllegalArgumentException.class, () -> Statistics.median(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Statistics.quantile(List.of(1.0), 1.5));
    }
}
