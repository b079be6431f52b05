package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnScaleTest {
    private static final Bijector IDENTITY = new Bijector.Identity();

    private static double[] normal() {
        var random = Seed.of(1).random();
        var values = new double[1_000];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    private static double[] with(double value) {
        var values = normal();
        values[417] = value;
        return values;
    }

    @Test
    void aNormalColumnIsNotStretched() {
        var scale = ColumnScale.of(normal(), IDENTITY);
        assertEquals(1, scale.stretch(), 0.1);
        assertTrue(scale.distance() < 5);
        assertFalse(scale.isStretched() || scale.isOutOfReach() || scale.isTooLarge() || scale.isTooSmall());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e4, -1e6, 1e20})
    void aFarNumberStretches(double far) {
        var scale = ColumnScale.of(with(far), IDENTITY);
        assertTrue(scale.isStretched() && !scale.isOutOfReach());
        assertEquals(417, scale.farthest());
        assertEquals(Math.abs(far), scale.distance(), 0.1 * Math.abs(far));
    }

    @Test
    void theFarthestNumbersAreOutOfReachOrTooLarge() {
        assertTrue(ColumnScale.of(with(1e40), IDENTITY).isOutOfReach());
        assertTrue(ColumnScale.of(with(-1e200), IDENTITY).isTooLarge());
        assertTrue(ColumnScale.of(Arrays.stream(normal()).map(v -> v * 1e200).toArray(), IDENTITY).isTooLarge());
        assertTrue(ColumnScale.of(Arrays.stream(normal()).map(v -> v * 1e-200).toArray(), IDENTITY).isTooSmall());
        var single = new double[100];
        single[3] = 1e35;
        assertTrue(ColumnScale.of(single, IDENTITY).isOutOfReach(), "one among equals");
    }

    @Test
    void indicatorsAndConstantsAreNotStretched() {
        var rare = new double[1_000];
        rare[5] = 1;
        assertFalse(ColumnScale.of(rare, IDENTITY).isStretched());
        assertFalse(ColumnScale.of(new double[50], IDENTITY).isTooSmall());
        var zeros = new double[1_000];
        Arrays.setAll(zeros, i -> i % 3 == 0 ? i : 0);
        assertFalse(ColumnScale.of(zeros, IDENTITY).isStretched());
    }

    @Test
    void aLongTailIsNoneAfterItsLogarithm() {
        var values = Arrays.stream(normal()).map(v -> Math.exp(4 * v)).toArray();
        assertTrue(ColumnScale.of(values, IDENTITY).isStretched());
        assertFalse(ColumnScale.of(values, new Bijector.Log()).isStretched());
    }
}
