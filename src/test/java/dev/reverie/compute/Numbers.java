package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

/** Arrays of test values, and how they are compared. */
public final class Numbers {
    /** What f32 kernels may differ from the reference by, relative to the norm. */
    public static final double F32 = 1e-5;
    /** As {@link #F32}, for bfloat16 operands. */
    public static final double BF16 = 2e-2;
    /** Sizes around the lanes of vectors, and primes. */
    static final int[] SIZES = {1, 2, 3, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65};
    /** Fills what must not be touched. */
    private static final float GUARD = -12345.678f;

    private Numbers() {
    }

    /** Standard normal values that f32 can represent. */
    public static double[] normal(long seed, int size) {
        return normal(new Random(seed), size, 1);
    }

    static double[] normal(Random random, int size, double scale) {
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return values;
    }

    /** Values as networks never should but sometimes do produce: zeros, denormals, tiny and huge ones up to 1e15, of both signs. */
    static double[] wild(Random random, int size) {
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            double magnitude = switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> random.nextDouble() * Float.MIN_NORMAL;
                case 2 -> Math.pow(10, random.nextInt(15));
                case 3 -> Math.pow(10, -random.nextInt(30));
                default -> random.nextGaussian();
            };
            values[i] = (float) (random.nextBoolean() ? magnitude : -magnitude);
        }
        return values;
    }

    static int oneOf(Random random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A buffer with the values. */
    public static Floats floats(double[] values) {
        return guarded(values, 0, 0);
    }

    /** A buffer with the values at an offset, and guards before and after. */
    static Floats guarded(double[] values, int offset, int after) {
        var result = Floats.allocate(offset + values.length + after);
        result.fill(GUARD);
        for (int i = 0; i < values.length; i++) {
            result.set(offset + i, (float) values[i]);
        }
        return result;
    }

    static void assertGuarded(String name, Floats buffer, int from, int to) {
        for (int i = 0; i < buffer.size(); i++) {
            if (i < from || i >= to) {
                assertEquals(GUARD, buffer.get(i), name + " was written at " + i + ", outside " + from + ".." + to);
            }
        }
    }

    /** The buffer's values. */
    public static double[] doubles(Floats buffer) {
        return doubles(buffer, 0, buffer.size());
    }

    static double[] doubles(Floats buffer, int from, int length) {
        var result = new double[length];
        for (int i = 0; i < length; i++) {
            result[i] = buffer.get(from + i);
        }
        return result;
    }

    /** Fails unless ‖actual − expected‖ ≤ tolerance·‖expected‖; NaN and ∞ must stand at the same places. */
    public static void assertClose(String name, double[] expected, double[] actual, double tolerance) {
        assertEquals(expected.length, actual.length, name);
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            double wanted = expected[i];
            if (Double.isNaN(wanted) || Double.isInfinite(wanted) || Math.abs(wanted) > Float.MAX_VALUE) {
                assertEquals((float) wanted, (float) actual[i], name + "[" + i + "]");
            } else {
                assertTrue(Double.isFinite(actual[i]), name + "[" + i + "] was " + actual[i] + ", expected " + wanted);
                error += (actual[i] - wanted) * (actual[i] - wanted);
                norm += wanted * wanted;
            }
        }
        double allowed = tolerance * Math.sqrt(norm) + Float.MIN_NORMAL;
        assertTrue(Math.sqrt(error) <= allowed,
                name + " is off by " + Math.sqrt(error) + ", allowed " + allowed + ": " + brief(actual) + " instead of " + brief(expected));
    }

    static void assertClose(String name, double[] expected, Floats actual, double tolerance) {
        assertClose(name, expected, doubles(actual), tolerance);
    }

    static void assertSameBits(String name, Floats expected, Floats actual) {
        assertEquals(expected.size(), actual.size(), name);
        assertSameBits(name, expected, 0, actual, 0, expected.size());
    }

    static void assertSameBits(String name, Floats expected, int expectedFrom, Floats actual, int actualFrom, int length) {
        for (int i = 0; i < length; i++) {
            float wanted = expected.get(expectedFrom + i);
            float got = actual.get(actualFrom + i);
            if (Float.floatToRawIntBits(wanted) != Float.floatToRawIntBits(got) && !(Float.isNaN(wanted) && Float.isNaN(got))) {
                throw new AssertionError(name + "[" + i + "] was " + got + ", expected the same bits as " + wanted);
            }
        }
    }

    /** An exception that says which buffer is wrong; anything else, a crash above all, is not good enough. */
    static void assertRefused(String buffer, Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith(buffer), "message must begin with " + buffer + ", was: " + e.getMessage());
            return;
        }
        throw new AssertionError("a wrong " + buffer + " was accepted");
    }

    private static String brief(double[] values) {
        return Arrays.toString(Arrays.copyOf(values, Math.min(values.length, 8)));
    }
}
