package dev.reverie.core;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What an action or an observation may be: a {@link Box} of numbers with bounds, or one of n choices ({@link Discrete}).
 *
 * <p>A member of a space is a {@code float[]} of {@link #size()} elements, in C order where the shape has more than one axis. A choice is
 * one element that holds the index. The conventions are those of Gymnasium's spaces.
 */
public sealed interface Space permits Space.Box, Space.Discrete {
    /** How the elements of a box are stored: unsigned bytes 0..255, or 32-bit floats. */
    enum Element {
        U8, F32
    }

    /** How many floats a member has: the product of the shape; 1 for a choice. */
    int size();

    /** Whether {@code value} has the right length and every element is allowed; false for NaN. */
    boolean contains(float[] value);

    /**
     * A random member. Every choice is as likely as any other; an element bounded on both sides is uniform, one bounded on one side is that
     * bound and a standard exponential away from it, an unbounded one is standard normal.
     */
    float[] sample(RandomGenerator random);

    /**
     * {@code value} itself.
     *
     * @throws IllegalArgumentException
     *             if this space does not contain it; the message starts with {@code name}
     */
    default float[] check(String name, float[] value) {
        if (!contains(value)) {
            throw new IllegalArgumentException(name + " must be in " + this + ", was " + Arrays.toString(value));
        }
        return value;
    }

    /** A box of floats with the same bounds everywhere. */
    static Box box(float low, float high, int... shape) {
        return new Box(shape, Element.F32, new float[]{low}, new float[]{high});
    }

    /** A vector with bounds of its own for every element. */
    static Box box(float[] low, float[] high) {
        return new Box(new int[]{low.length}, Element.F32, low, high);
    }

    /** A picture of bytes, [height, width, channels]. */
    static Box frame(int height, int width, int channels) {
        return new Box(new int[]{height, width, channels}, Element.U8, new float[]{0}, new float[]{255});
    }

    /** One of the choices 0..n-1. */
    static Discrete discrete(int n) {
        return new Discrete(n);
    }

    /**
     * Numbers of a given shape, each between a low and a high bound, both included; infinite bounds are allowed for floats.
     *
     * @param shape
     *            every axis at least 1; copied
     * @param element
     *            how the elements are stored
     * @param low
     *            one bound for all elements or one each; copied, and kept as one where all are equal
     * @param high
     *            like {@code low}, and nowhere below it
     */
    record Box(int[] shape, Element element, float[] low, float[] high) implements Space {
        public Box {
            int size = Arguments.size("shape", shape);
            shape = shape.clone();
            low = bounds("low", low, size, element);
            high = bounds("high", high, size, element);
            for (int i = 0; i < Math.max(low.length, high.length); i++) {
                float l = low[Math.min(i, low.length - 1)];
                float h = high[Math.min(i, high.length - 1)];
                if (!(l <= h)) {
                    throw new IllegalArgumentException("low must be <= high, was " + l + " > " + h + " at element " + i);
                }
            }
        }

        private static float[] bounds(String name, float[] bounds, int size, Element element) {
            if (bounds.length != 1 && bounds.length != size) {
                throw new IllegalArgumentException(name + " must have 1 or " + size + " elements, had " + bounds.length);
            }
            boolean same = true;
            for (float bound : bounds) {
                if (element == Element.U8 ? !isByte(bound) : Float.isNaN(bound)) {
                    var allowed = element == Element.U8 ? " must be whole and within 0..255 for U8, was " : " must be a number, was ";
                    throw new IllegalArgumentException(name + allowed + bound);
                }
                same &= bound == bounds[0];
            }
            return same ? new float[]{bounds[0] + 0f} : bounds.clone();
        }

        private static boolean isByte(float value) {
            return value >= 0 && value <= 255 && value == (int) value;
        }

        /** A copy. */
        @Override
        public int[] shape() {
            return shape.clone();
        }

        /** A copy: one element if all bounds are equal, otherwise one for each. */
        @Override
        public float[] low() {
            return low.clone();
        }

        /** A copy: one element if all bounds are equal, otherwise one for each. */
        @Override
        public float[] high() {
            return high.clone();
        }

        /** The lower bound of element i. */
        public float low(int i) {
            return low[low.length == 1 ? 0 : i];
        }

        /** The upper bound of element i. */
        public float high(int i) {
            return high[high.length == 1 ? 0 : i];
        }

        @Override
        public int size() {
            return Arguments.size("shape", shape);
        }

        /** Whether the elements are bytes, so that members are frames. */
        public boolean isFrame() {
            return element == Element.U8;
        }

        @Override
        public boolean contains(float[] value) {
            if (value.length != size()) {
                return false;
            }
            for (int i = 0; i < value.length; i++) {
                if (!(value[i] >= low(i) && value[i] <= high(i)) || element == Element.U8 && !isByte(value[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public float[] sample(RandomGenerator random) {
            var sample = new float[size()];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = sample(low(i), high(i), random);
            }
            return sample;
        }

        private float sample(float low, float high, RandomGenerator random) {
            if (element == Element.U8) {
                return low + random.nextInt((int) (high - low) + 1);
            }
            if (Float.isInfinite(low)) {
                return (float) (Float.isInfinite(high) ? random.nextGaussian() : high - random.nextExponential());
            }
            if (Float.isInfinite(high)) {
                return (float) (low + random.nextExponential());
            }
            // In double, so that -MAX..MAX does not overflow; rounding to float may reach the bound but not pass it.
            return (float) (low + random.nextDouble() * ((double) high - low));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Box b && Arrays.equals(shape, b.shape) && element == b.element && Arrays.equals(low, b.low)
                    && Arrays.equals(high, b.high);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Arrays.hashCode(shape) + Arrays.hashCode(low)) + Arrays.hashCode(high);
        }

        @Override
        public String toString() {
            return "Box " + element + Arrays.toString(shape) + " within " + bound(low) + ".." + bound(high);
        }

        private static String bound(float[] bounds) {
            return bounds.length == 1 ? String.valueOf(bounds[0]) : Arrays.toString(bounds);
        }
    }

    /**
     * One of n choices.
     *
     * @param n
     *            how many, at least 1
     */
    record Discrete(int n) implements Space {
        public Discrete {
            Arguments.atLeast(1, "n", n);
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean contains(float[] value) {
            return value.length == 1 && value[0] >= 0 && value[0] < n && value[0] == (int) value[0];
        }

        @Override
        public float[] sample(RandomGenerator random) {
            return new float[]{random.nextInt(n)};
        }

        @Override
        public String toString() {
            return "Discrete 0.." + (n - 1);
        }
    }
}
