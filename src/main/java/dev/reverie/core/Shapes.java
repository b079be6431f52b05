package dev.reverie.core;

import java.util.Arrays;

/** Checks of shapes and lengths, in one place so that they complain in the same words. */
final class Shapes {
    private Shapes() {
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

    static int atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
        return value;
    }
}
