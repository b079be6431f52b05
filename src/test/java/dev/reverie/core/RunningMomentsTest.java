package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningMomentsTest {
    private static RunningMoments of(double... values) {
        var moments = new RunningMoments(values[0]);
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /** Whole numbers up to 999, so that sums are exact: mean 499.5, variance (1000² − 1)/12. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e3, -1.7e12, 1.7e12, 1L << 52})
    void anOffsetCostsNoDigit(double offset) {
        var moments = new RunningMoments(offset + 7);
        for (int i = 0; i < 1_000; i++) {
            moments.add(offset + 617 * i % 1_000);
        }
        assertEquals(offset + 499.5, moments.mean(), 1e-12 + Math.ulp(offset));
        assertEquals((1e6 - 1) / 12, moments.variance(), 1e-9 * 1e6 / 12);
        assertFalse(moments.isConstant());
    }

    @Test
    void partsTogetherAreTheWhole() {
        var random = Seed.of(1).random();
        var whole = new RunningMoments(1e9);
        var sum = new RunningMoments(1e9);
        for (int part = 0; part < 5; part++) {
            var one = new RunningMoments(1e9);
            for (int i = 0; i < 10 * part; i++) {
                double value = 1e9 + random.nextGaussian();
                whole.add(value);
                one.add(value);
            }
            sum.add(one);
        }
        assertEquals(whole.count(), sum.count());
        assertEquals(whole.mean(), sum.mean(), 1e-6);
        assertEquals(whole.deviation(), sum.deviation(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> sum.add(new RunningMoments(0)));
    }

    @Test
    void onlyRoundingIsConstant() {
        assertTrue(of(7, 7, 7).isConstant());
        assertTrue(of(0, 0).isConstant());
        assertTrue(of(0.3, 0.1 + 0.2).isConstant());
        assertFalse(of(1.7e12, 1.7e12 + 0.01).isConstant());
        assertFalse(of(1e-300, 2e-300).isConstant());
        assertTrue(of(1e4f, Math.nextUp(1e4f)).isConstantInFloats());
        assertFalse(of(1e4f, 1e4f + 0.01f).isConstantInFloats());
    }
}
