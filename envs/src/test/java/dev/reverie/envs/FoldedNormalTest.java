package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNormalTest {
    /** Simpson's rule over −wall..wall. */
    private static double integral(double wall, DoubleUnaryOperator f) {
        int n = 200_000;
        double sum = f.applyAsDouble(-wall) + f.applyAsDouble(wall);
        for (int i = 1; i < n; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(-wall + 2 * wall * i / n);
        }
        return sum * 2 * wall / n / 3;
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1, 1", "0.84, 0.02, 0.85", "0.9, 0.02, 0.85", "-3.3, 0.4, 0.5", "0.2, 5, 0.5", "0.85, 0.01, 0.85", "12.6, 0.05, 0.9"})
    void densityIsOneInAllAndHasTheMomentsThatAreSaid(double mean, double sd, double wall) {
        var normal = new FoldedNormal(mean, sd, wall);
        assertEquals(1, integral(wall, x -> Math.exp(normal.logDensity(x))), 1e-9);
        double expectation = integral(wall, x -> x * Math.exp(normal.logDensity(x)));
        assertEquals(expectation, normal.expectation(), 1e-9);
        double square = integral(wall, x -> (x - expectation) * (x - expectation) * Math.exp(normal.logDensity(x)));
        assertEquals(Math.sqrt(square), normal.standardDeviation(), 1e-9);
    }

    @Test
    void farFromTheWallsItIsANormal() {
        var normal = new FoldedNormal(0.1, 0.01, 0.85);
        assertEquals(-0.5 * 9 - Math.log(0.01 * Math.sqrt(2 * Math.PI)), normal.logDensity(0.13), 1e-9);
        assertEquals(0.1, normal.expectation());
        assertEquals(0.01, normal.standardDeviation());
    }

    @Test
    void atAWallItIsTwiceANormal() {
        assertEquals(Math.log(2) - Math.log(0.01 * Math.sqrt(2 * Math.PI)), new FoldedNormal(0.85, 0.01, 0.85).logDensity(0.85), 1e-12);
    }

    @Test
    void farOutInTheTailItIsStillFinite() {
        // 160 standard deviations: the density itself is 0 in double.
        assertEquals(-12_800 - Math.log(0.01 * Math.sqrt(2 * Math.PI)), new FoldedNormal(-0.8, 0.01, 0.85).logDensity(0.8), 1e-6);
        assertEquals(Double.NEGATIVE_INFINITY, new FoldedNormal(0, 0.01, 0.85).logDensity(0.86));
        assertEquals(Double.NEGATIVE_INFINITY, new FoldedNormal(0, 0.01, 0.85).logDensity(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.3, false", "0.6, 0.4, true", "1.4, -0.4, true", "1.6, -0.4, false", "-0.7, -0.3, true", "2.6, 0.4, true",
        "-2.2, -0.2, false"})
    void mirrorsAreMetOneAfterAnother(double position, double folded, boolean turned) {
        assertEquals(folded, FoldedNormal.fold(position, 0.5), 1e-12);
        assertEquals(turned, FoldedNormal.turned(position, 0.5));
    }

    @Test
    void aHairBeyondAWallIsWithinAgain() {
        double wall = 0.85;
        for (double position = 3 * wall; position < 3 * wall + 1e-12; position = Math.nextUp(position)) {
            assertTrue(Math.abs(FoldedNormal.fold(position, wall)) <= wall);
        }
        assertFalse(FoldedNormal.turned(0, wall));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FoldedNormal(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new FoldedNormal(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FoldedNormal(Double.NaN, 1, 1));
        assertEquals("sd must be >= 1.0E-4 and finite, was 1.0E-5",
                assertThrows(IllegalArgumentException.class, () -> new FoldedNormal(0, 1e-5, 1)).getMessage());
    }
}
