package dev.reverie.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

/**
 * The element type that a {@code .npy} file names, and the Java type that holds it without loss.
 *
 * @param descr
 *            numpy's name, such as {@code >i2}
 * @param type
 *            what it becomes
 */
record NpyElement(String descr, Npy.Type type) {
    private static final Pattern NAME = Pattern.compile("([<>=|])([a-zA-Z])(\\d{0,9})");

    /**
     * @throws IOException
     *             naming the type and the remedy, if it is none of whole numbers, flags and floats
     */
    static NpyElement of(String descr) throws IOException {
        var name = NAME.matcher(descr);
        var kind = name.matches() ? name.group(2) + name.group(3) : "";
        var type = switch (kind) {
            case "u1" -> Npy.Type.U1;
            case "b1" -> Npy.Type.B1;
            case "i1", "i2", "u2", "i4" -> Npy.Type.I4;
            case "u4", "i8", "u8" -> Npy.Type.I8;
            case "f2", "f4" -> Npy.Type.F4;
            case "f8" -> Npy.Type.F8;
            default -> throw new IOException("element type must be whole numbers, flags or floats of up to 8 bytes, was "
                    + (descr.equals("[") ? "a structure" : descr) + remedy(kind));
        };
        return new NpyElement(descr, type);
    }

    private static String remedy(String kind) {
        return switch (kind.isEmpty() ? ' ' : kind.charAt(0)) {
            case 'O' -> ", Python objects; save plain arrays: numpy.asarray(x, dtype=numpy.float32)";
            case 'U', 'S' -> ", texts; leave the array out, or convert it in numpy with astype";
            default -> "; convert it in numpy with astype";
        };
    }

    private String kind() {
        return descr.substring(1);
    }

    /** Bytes of an element in the file. */
    int bytes() {
        return descr.charAt(2) - '0';
    }

    ByteOrder order() {
        return descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * Reads {@code n} elements from the buffer's beginning.
     *
     * @param into
     *            an array of the type, written from {@code at} on
     */
    void read(ByteBuffer buffer, Object into, int at, int n) throws IOException {
        switch (kind()) {
            case "i4" -> buffer.asIntBuffer().get((int[]) into, at, n);
            case "i8" -> buffer.asLongBuffer().get((long[]) into, at, n);
            case "f4" -> buffer.asFloatBuffer().get((float[]) into, at, n);
            case "f8" -> buffer.asDoubleBuffer().get((double[]) into, at, n);
            default -> {
                for (int i = 0; i < n; i++) {
                    one(buffer, into, at + i);
                }
            }
        }
    }

    private void one(ByteBuffer buffer, Object into, int at) throws IOException {
        switch (kind()) {
            case "i1" -> ((int[]) into)[at] = buffer.get();
            case "i2" -> ((int[]) into)[at] = buffer.getShort();
            case "u2" -> ((int[]) into)[at] = Short.toUnsignedInt(buffer.getShort());
            case "u4" -> ((long[]) into)[at] = Integer.toUnsignedLong(buffer.getInt());
            case "u8" -> {
                long value = buffer.getLong();
                if (value < 0) {
                    throw new IOException("element " + at + " must be below 2^63, was " + Long.toUnsignedString(value));
                }
                ((long[]) into)[at] = value;
            }
            case "f2" -> ((float[]) into)[at] = half(buffer.getShort());
            default -> throw new AssertionError(descr);
        }
    }

    /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 bits of fraction. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size = exponent == 0x1F ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : exponent == 0 ? Math.scalb((float) fraction, -24) : Math.scalb((float) (0x400 + fraction), exponent - 25);
        return bits < 0 ? -size : size;
    }
}
