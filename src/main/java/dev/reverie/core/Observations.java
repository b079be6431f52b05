package dev.reverie.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * Several observations of one kind in one array: the frames of an {@link Episode}, or the buffer that a {@link VectorEnv} fills.
 *
 * <p>It belongs to whoever allocated it; the array behind it is open, so that a network can read it and an environment write it without a
 * copy.
 */
public sealed interface Observations permits Observations.Frames, Observations.Vectors {
    /** How many: the first axis. */
    int count();

    /** A copy of observation i. */
    Observation row(int i);

    /** Copies {@code observation} into place i. */
    void set(int i, Observation observation);

    /** A copy of observations {@code from} (included) to {@code to} (excluded). */
    Observations slice(int from, int to);

    /** {@code count} observations of {@code space}, all zero. A float box of several axes is held flat. */
    static Observations allocate(int count, Space.Box space) {
        if (!space.isFrame()) {
            return new Vectors(count, space.size(), new float[Arguments.size("observations", count, space.size())]);
        }
        int[] shape = space.shape();
        if (shape.length != 3) {
            throw new IllegalArgumentException("shape of a frame must be [height, width, channels], was " + space);
        }
        var pixels = new byte[Arguments.size("observations", count, shape[0], shape[1], shape[2])];
        return new Frames(count, shape[0], shape[1], shape[2], pixels);
    }

    /**
     * Frames, u8 [count, height, width, channels].
     *
     * @param pixels
     *            the array behind them, not copied
     */
    record Frames(int count, int height, int width, int channels, byte[] pixels) implements Observations {
        public Frames {
            Arguments.length("pixels", pixels.length, count, height, width, channels);
        }

        /** From planes, [count, channels, height, width]. */
        static Frames ofPlanes(int count, int channels, int height, int width, byte[] planes) {
            int area = height * width;
            var pixels = new byte[planes.length];
            for (int i = 0; i < planes.length; i++) {
                int frame = i / (channels * area);
                int channel = i / area % channels;
                pixels[(frame * area + i % area) * channels + channel] = planes[i];
            }
            return new Frames(count, height, width, channels, pixels);
        }

        /** From [count, height, width], repeated for red, green and blue. */
        static Frames ofGrey(int count, int height, int width, byte[] grey) {
            var pixels = new byte[Arguments.size("pixels", count, height, width, 3)];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = grey[i / 3];
            }
            return new Frames(count, height, width, 3, pixels);
        }

        /** Bytes of one frame. */
        public int frameSize() {
            return height * width * channels;
        }

        @Override
        public Observation row(int i) {
            int size = frameSize();
            Objects.checkIndex(i, count);
            return new Observation.Frame(height, width, channels, Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
        }

        @Override
        public void set(int i, Observation observation) {
            if (!(observation instanceof Observation.Frame f) || f.height() != height || f.width() != width || f.channels() != channels) {
                throw new IllegalArgumentException(
                        "observation must be a Frame[" + height + ", " + width + ", " + channels + "], was " + observation);
            }
            System.arraycopy(f.pixels(), 0, pixels, i * frameSize(), frameSize());
        }

        @Override
        public Observations slice(int from, int to) {
            int size = frameSize();
            Objects.checkFromToIndex(from, to, count);
            return new Frames(to - from, height, width, channels, Arrays.copyOfRange(pixels, from * size, to * size));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Frames f && count == f.count && height == f.height && width == f.width
                    && Arrays.equals(pixels, f.pixels);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(pixels) + count;
        }

        @Override
        public String toString() {
            return "Frames[" + count + ", " + height + ", " + width + ", " + channels + "]";
        }
    }

    /**
     * Vectors, f32 [count, size].
     *
     * @param values
     *            the array behind them, not copied
     */
    record Vectors(int count, int size, float[] values) implements Observations {
        public Vectors {
            Arguments.length("values", values.length, count, size);
        }

        @Override
        public Observation row(int i) {
            Objects.checkIndex(i, count);
            return new Observation.Vector(Arrays.copyOfRange(values, i * size, (i + 1) * size));
        }

        @Override
        public void set(int i, Observation observation) {
            if (!(observation instanceof Observation.Vector v) || v.values().length != size) {
                throw new IllegalArgumentException("observation must be a Vector of " + size + ", was " + observation);
            }
            System.arraycopy(v.values(), 0, values, i * size, size);
        }

        @Override
        public Observations slice(int from, int to) {
            Objects.checkFromToIndex(from, to, count);
            return new Vectors(to - from, size, Arrays.copyOfRange(values, from * size, to * size));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vectors v && count == v.count && Arrays.equals(values, v.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(values) + count;
        }

        @Override
        public String toString() {
            return "Vectors[" + count + ", " + size + "]";
        }
    }
}
