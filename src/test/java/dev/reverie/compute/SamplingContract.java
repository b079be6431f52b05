package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.SIZES;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertGuarded;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.doubles;
import static dev.reverie.compute.Numbers.guarded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Of {@link Sampling}. */
public interface SamplingContract extends EngineContract {
    /** A stream whose low counter word is about to overflow. */
    long WRAP = 0xFFFF_FFF0L;
    long KEY = 0x1234_5678_9ABC_DEF0L;

    private Sampling kernel() {
        return engine(1).kernels().sampling();
    }

    @Test
    default void uniformIsThreefryToTheBit() {
        for (long first : new long[]{0, 1, 1000, WRAP, 0x7FFF_FFFFL, Long.MAX_VALUE - 5, -3}) {
            for (int length : SIZES) {
                var y = guarded(new double[length], 3, 3);
                kernel().uniform(KEY, first, y, 3, length);
                for (int i = 0; i < length; i++) {
                    assertEquals((float) Threefry.uniform(KEY, first + i), y.get(3 + i));
                }
                assertGuarded("y", y, 3, 3 + length);
            }
        }
    }

    @Test
    default void uniformStaysInsideItsInterval() {
        // Of key 0, these elements have the largest and the smallest 24 bits there are.
        for (long element : new long[]{3_154_904, 18_077_449}) {
            var y = Floats.allocate(1);
            kernel().uniform(0, element, y, 0, 1);
            assertTrue(y.get(0) > 0 && y.get(0) < 1, "element " + element + " was " + y.get(0));
        }
    }

    @Test
    default void gaussianAgreesWithThreefry() {
        for (long first : new long[]{0, 12345, WRAP}) {
            for (int length : SIZES) {
                var expected = new double[length];
                for (int i = 0; i < length; i++) {
                    expected[i] = Threefry.gaussian(KEY, first + i);
                }
                var y = guarded(new double[length], 2, 3);
                kernel().gaussian(KEY, first, y, 2, length);
                assertClose("gaussian", expected, doubles(y, 2, length), F32);
                assertGuarded("y", y, 2, 2 + length);
            }
        }
    }

    @Test
    default void drawsAreTheSameHoweverTheyAreSplit() {
        int length = 3000;
        for (long first : new long[]{0, WRAP - 1500}) {
            var uniform = Floats.allocate(length);
            var gaussian = Floats.allocate(length);
            kernel().uniform(KEY, first, uniform, 0, length);
            kernel().gaussian(KEY, first, gaussian, 0, length);
            var parts = Floats.allocate(length);
            var normalParts = Floats.allocate(length);
            for (int at = 0, part = 1; at < length; at += part, part = part % 71 + 1) {
                int count = Math.min(part, length - at);
                kernel().uniform(KEY, first + at, parts, at, count);
                kernel().gaussian(KEY, first + at, normalParts, at, count);
            }
            assertSameBits("uniform", uniform, parts);
            assertSameBits("gaussian", gaussian, normalParts);
        }
    }

    @Test
    default void uniformPassesKolmogorovSmirnov() {
        var y = Floats.allocate(100_000);
        kernel().uniform(KEY, 0, y, 0, y.size());
        assertDistribution(doubles(y), x -> x);
    }

    @Test
    default void gaussianPassesKolmogorovSmirnov() {
        var y = Floats.allocate(100_000);
        kernel().gaussian(KEY, 0, y, 0, y.size());
        double[] values = doubles(y);
        assertDistribution(values, SamplingContract::normalDistribution);
        assertEquals(0, Arrays.stream(values).sum() / values.length, 0.012);
        assertEquals(1, Arrays.stream(values).map(x -> x * x).sum() / values.length, 0.018);
        assertEquals(3, Arrays.stream(values).map(x -> x * x * x * x).sum() / values.length, 0.12);
        assertTrue(Arrays.stream(values).allMatch(x -> Math.abs(x) <= 6.67));
    }

    @Test
    default void neighboursAndStreamsAreUncorrelated() {
        int length = 100_000;
        var y = Floats.allocate(length);
        var other = Floats.allocate(length);
        kernel().gaussian(KEY, 0, y, 0, length);
        kernel().gaussian(KEY + 1, 0, other, 0, length);
        double neighbours = 0;
        double streams = 0;
        for (int i = 1; i < length; i++) {
            neighbours += y.get(i) * y.get(i - 1);
            streams += y.get(i) * other.get(i);
        }
        assertEquals(0, neighbours / length, 0.0125);
        assertEquals(0, streams / length, 0.0125);
        assertNotEquals(y.get(0), other.get(0));
    }

    /** D·√n stays below 1.95 in 999 of 1,000 samples. */
    private static void assertDistribution(double[] values, DoubleUnaryOperator distribution) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double d = 0;
        for (int i = 0; i < sorted.length; i++) {
            double p = distribution.applyAsDouble(sorted[i]);
            d = Math.max(d, Math.max(p - (double) i / sorted.length, (i + 1.0) / sorted.length - p));
        }
        assertTrue(d * Math.sqrt(sorted.length) < 1.95, "Kolmogorov-Smirnov statistic was " + d * Math.sqrt(sorted.length));
    }

    /** Abramowitz and Stegun 1964, 26.2.17: within 7.5e-8. */
    private static double normalDistribution(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)
                * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }

    @Test
    default void samplingBuffersThatAreTooSmallAreRefused() {
        var small = Floats.allocate(16);
        assertRefused("y", () -> kernel().uniform(0, 0, small, 1, 16));
        assertRefused("y", () -> kernel().gaussian(0, 0, small, -1, 4));
    }
}
