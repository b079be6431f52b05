package dev.reverie.core;

import java.util.Arrays;
import java.util.List;

/**
 * Checks of arguments, in one place so that they complain in the same words. Each throws an {@link IllegalArgumentException} that begins
 * with the name.
 */
public final class Arguments {
    private Arguments() {
    }

    /** The product of {@code shape}; every axis must be at least 1 and the product fit an array. */
    static int size(String name, int... shape) {
        long size = 1;
        for (int axis : shape) {
            if (axis < 1) {
                throw new IllegalArgumentException(name + " must have axes >= 1, was " + Arrays.toString(shape));
            }
            size *= axis;
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(name + " must hold fewer than 2^31 elements, was " + Arrays.toString(shape));
            }
        }
        return (int) size;
    }

    static void length(String name, int actual, int... shape) {
        int expected = size(name, shape);
        if (actual != expected) {
            throw new IllegalArgumentException(
                    name + " must have " + expected + " elements for shape " + Arrays.toString(shape) + ", had " + actual);
        }
    }

    /** {@code value} itself, which must be {@code least} or more. */
    public static int atLeast(int least, String name, int value) {
        return (int) atLeast(least, name, (long) value);
    }

    /** {@code value} itself, which must be {@code least} or more. */
    public static long atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
        return value;
    }

    /** {@code value} itself, which must be above 0 and finite. */
    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be > 0, was " + value);
        }
        return value;
    }

    /** {@code value} itself, which must lie between both ends or be one of them. */
    public static double within(double least, double most, String name, double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be within " + least + ".." + most + ", was " + value);
        }
        return value;
    }

    /** A copy of {@code values}, of which there must be at least one. */
    public static <T> List<T> some(String name, List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " must be at least one, were none");
        }
        return List.copyOf(values);
    }
}
