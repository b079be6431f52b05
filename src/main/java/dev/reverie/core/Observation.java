package dev.reverie.core;

import java.util.Arrays;

/**
 * What an environment shows at one moment: a picture or a vector.
 *
 * <p>An observation is a value: whoever makes one hands the array over and writes to it no more, and nobody who gets one writes to it.
 * Arrays are not copied; at 12 KB a frame and thousands of frames a second that would be felt.
 */
public sealed interface Observation permits Observation.Frame, Observation.Vector {
    /** Whether {@code space} describes this observation: the same shape and element type. Bounds are not looked at. */
    boolean fits(Space.Box space);

    /**
     * A picture of unsigned bytes, [H, W, C] row by row.
     *
     * @param height
     *            rows
     * @param width
     *            columns
     * @param channels
     *            3 for RGB, 1 for grey
     * @param pixels
     *            height·width·channels bytes, not copied
     */
    record Frame(int height, int width, int channels, byte[] pixels) implements Observation {
        public Frame {
            Arguments.length("pixels", pixels.length, height, width, channels);
        }

        /** The value 0..255 of one channel of one pixel. */
        public int at(int row, int column, int channel) {
            return pixels[(row * width + column) * channels + channel] & 0xFF;
        }

        @Override
        public boolean fits(Space.Box space) {
            return space.isFrame() && Arrays.equals(space.shape(), new int[]{height, width, channels});
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Frame f && height == f.height && width == f.width && Arrays.equals(pixels, f.pixels);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(pixels) + width;
        }

        @Override
        public String toString() {
            return "Frame[" + height + ", " + width + ", " + channels + "]";
        }
    }

    /**
     * Numbers, [D].
     *
     * @param values
     *            at least one, not copied
     */
    record Vector(float... values) implements Observation {
        public Vector {
            Arguments.size("values", values.length);
        }

        @Override
        public boolean fits(Space.Box space) {
            return !space.isFrame() && space.size() == values.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vector v && Arrays.equals(values, v.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "Vector" + Arrays.toString(values);
        }
    }
}
