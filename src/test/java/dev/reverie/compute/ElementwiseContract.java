package dev.reverie.compute;

import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertGuarded;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.doubles;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.guarded;
import static dev.reverie.compute.Numbers.normal;
import static dev.reverie.compute.Numbers.wild;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Elementwise}. */
public interface ElementwiseContract extends EngineContract {
    /** Relative error of one value: a few units in the last place. */
    double ULPS = 1e-6;

    private Elementwise kernel() {
        return engine(1).kernels().elementwise();
    }

    private static void assertValue(String name, double expected, float actual) {
        if (Double.isNaN(expected) || Math.abs(expected) > Float.MAX_VALUE) {
            assertEquals((float) expected, actual, name);
        } else {
            assertTrue(Math.abs(actual - expected) <= ULPS * Math.abs(expected) + Float.MIN_NORMAL,
                    name + " was " + actual + ", expected " + expected);
        }
    }

    @Test
    default void everyFunctionIsItsDefinition() {
        for (var f : Elementwise.Function.values()) {
            for (double scale : new double[]{1e-6, 1e-2, 0.3, 1, 5, 25, 90}) {
                double[] x = normal(new Random(1), 1000, scale);
                if (f == Elementwise.Function.LOG) {
                    x = Arrays.stream(x).map(Math::abs).toArray();
                }
                var y = Floats.allocate(x.length);
                kernel().apply(f, floats(x), 0, y, 0, x.length);
                for (int i = 0; i < x.length; i++) {
                    assertValue(f + "(" + x[i] + ")", f.of(x[i]), y.get(i));
                }
            }
        }
    }

    @Test
    default void everyFunctionIsItsDefinitionAtItsEdges() {
        float[] edges = {0f, -0f, 1f, -1f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1e-39f, 1e15f, -1e15f,
            Float.MAX_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 88.3f, 88.5f, 88.7f, 88.8f, 89f,
            -87.3f, -87.5f, -88.5f, -103f, -104f, -200f, 0.99999994f, 1.0000001f, 9f, -9f, 8.99f, 20f, -20f};
        for (var f : Elementwise.Function.values()) {
            for (float x : edges) {
                var y = Floats.of(x);
                kernel().apply(f, y, 0, y, 0, 1);
                assertValue(f + "(" + x + ")", f.of(x), y.get(0));
            }
        }
    }

    @Test
    default void anyNaNStaysNaN() {
        for (int bits : new int[]{0x7FC00000, 0xFFC00000, 0x7F800001, 0xFF800001, 0x7FC00001, 0xFFC00003, 0x7FFFFFFF, 0xFFFFFFFF}) {
            for (var f : Elementwise.Function.values()) {
                var y = Floats.allocate(40);
                y.set(3, Float.intBitsToFloat(bits));
                y.set(39, Float.intBitsToFloat(bits));
                kernel().apply(f, y, 0, y, 0, 40);
                assertTrue(Float.isNaN(y.get(3)) && Float.isNaN(y.get(39)),
                        "%s of the NaN %x was %s and %s".formatted(f, bits, y.get(3), y.get(39)));
            }
        }
    }

    @Test
    default void theResultDoesNotDependOnThePosition() {
        double[] values = normal(new Random(2), 100, 4);
        for (var f : Elementwise.Function.values()) {
            var whole = Floats.allocate(values.length);
            kernel().apply(f, floats(values), 0, whole, 0, values.length);
            for (int offset = 0; offset <= 20; offset++) {
                for (int length = 1; length <= 70; length++) {
                    var x = guarded(Arrays.copyOf(values, length), offset, 3);
                    var y = guarded(new double[length], 20 - offset, 5);
                    kernel().apply(f, x, offset, y, 20 - offset, length);
                    assertSameBits(f + " at " + offset + ", length " + length, whole, 0, y, 20 - offset, length);
                    assertGuarded("y", y, 20 - offset, 20 - offset + length);
                }
            }
        }
    }

    @Test
    default void inPlaceIsAllowed() {
        double[] values = normal(new Random(3), 77, 2);
        for (var f : Elementwise.Function.values()) {
            var y = Floats.allocate(values.length);
            kernel().apply(f, floats(values), 0, y, 0, values.length);
            var same = guarded(values, 5, 5);
            kernel().apply(f, same, 5, same, 5, values.length);
            assertSameBits(f + " in place", y, 0, same, 5, values.length);
            assertGuarded("y", same, 5, 5 + values.length);
        }
    }

    @Test
    default void backwardMultipliesByTheSlopeAtTheOutput() {
        for (var activation : Activation.values()) {
            for (int length = 1; length <= 70; length++) {
                double[] y = Arrays.stream(normal(length, length)).map(activation::of).map(v -> (float) v).toArray();
                double[] dy = normal(length + 100, length);
                var gradient = guarded(dy, 3, 4);
                kernel().backward(activation, guarded(y, 2, 0), 2, gradient, 3, length);
                var expected = new double[length];
                for (int i = 0; i < length; i++) {
                    expected[i] = dy[i] * activation.slope(y[i]);
                }
                assertClose(activation + " slope", expected, doubles(gradient, 3, length), 1e-6);
                assertGuarded("dy", gradient, 3, 3 + length);
            }
        }
    }

    @Test
    default void backwardDoesNotDependOnThePosition() {
        for (var activation : Activation.values()) {
            double[] y = Arrays.stream(normal(5, 80)).map(activation::of).toArray();
            var whole = floats(normal(6, 80));
            kernel().backward(activation, floats(y), 0, whole, 0, 80);
            for (int offset = 0; offset <= 20; offset++) {
                var part = floats(normal(6, 80));
                kernel().backward(activation, floats(y), offset, part, offset, 80 - 2 * offset);
                assertSameBits(activation + " from " + offset, whole, offset, part, offset, 80 - 2 * offset);
            }
        }
    }

    @Test
    default void addIsOneRoundedSum() {
        for (int length = 1; length <= 70; length++) {
            double[] x = wild(new Random(length), length);
            double[] y = wild(new Random(length + 1000), length);
            var sum = guarded(y, 1, 2);
            kernel().add(guarded(x, 4, 0), 4, sum, 1, length);
            for (int i = 0; i < length; i++) {
                assertEquals((float) y[i] + (float) x[i], sum.get(1 + i));
            }
            assertGuarded("y", sum, 1, 1 + length);
        }
    }

    @Test
    default void wildValuesGiveNoNaNWhereTheDefinitionHasNone() {
        var random = new Random(4);
        for (int round = 0; round < 1000; round++) {
            double[] x = wild(random, 1 + random.nextInt(70));
            var f = Elementwise.Function.values()[round % Elementwise.Function.values().length];
            var y = Floats.allocate(x.length);
            kernel().apply(f, floats(x), 0, y, 0, x.length);
            for (int i = 0; i < x.length; i++) {
                assertValue(f + "(" + x[i] + ")", f.of(x[i]), y.get(i));
            }
        }
    }

    @Test
    default void buffersThatAreTooSmallAreRefused() {
        var small = Floats.allocate(16);
        var large = Floats.allocate(64);
        assertRefused("x", () -> kernel().apply(Elementwise.Function.EXP, small, 0, large, 0, 17));
        assertRefused("x", () -> kernel().apply(Elementwise.Function.EXP, large, -1, large, 0, 17));
        assertRefused("y", () -> kernel().apply(Elementwise.Function.EXP, large, 0, small, 1, 16));
        assertRefused("y", () -> kernel().backward(Activation.TANH, small, 5, large, 0, 16));
        assertRefused("dy", () -> kernel().backward(Activation.TANH, large, 0, small, 5, 16));
        assertRefused("x", () -> kernel().add(small, Integer.MAX_VALUE, large, 0, 16));
        assertRefused("y", () -> kernel().add(large, 0, small, 1, 16));
    }
}
