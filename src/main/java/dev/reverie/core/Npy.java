package dev.reverie.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One array as numpy keeps it in a {@code .npy} file: an element type, a shape, and the elements in C order.
 *
 * <p>Format: NEP 1 of numpy ({@code numpy.lib.format}). Written is version 1.0, little-endian. Read are 1.0 to 3.0, both byte orders, both
 * orders of axes, and every type of whole numbers, flags and floats: what Java has no array for becomes the next larger {@link Type} that
 * holds it. Texts, structures and objects are refused. The Java array is shared, not copied, in both directions.
 */
public final class Npy {
    /** The element types, with numpy's name and the size in bytes. */
    public enum Type {
        U1("|u1", 1), B1("|b1", 1), I4("<i4", 4), I8("<i8", 8), F4("<f4", 4), F8("<f8", 8);

        final String descr;
        final int bytes;

        Type(String descr, int bytes) {
            this.descr = descr;
            this.bytes = bytes;
        }

        /** A Java array for {@code size} elements; a boolean is kept as a byte. */
        Object allocate(int size) {
            return switch (this) {
                case U1, B1 -> new byte[size];
                case I4 -> new int[size];
                case I8 -> new long[size];
                case F4 -> new float[size];
                case F8 -> new double[size];
            };
        }
    }

    /** How many bytes go through the buffer at a time. */
    private static final int CHUNK = 1 << 16;

    private final Type type;
    private final int[] shape;
    private final Object data;
    private final String stored;

    Npy(Type type, int[] shape, Object data, String stored) {
        this.type = type;
        this.shape = shape;
        this.data = data;
        this.stored = stored;
    }

    private Npy(Type type, int[] shape, Object data) {
        this(type, shape, data, type.descr);
    }

    private static Npy of(Type type, Object data, int[] shape) {
        int length = Array.getLength(data);
        long size = Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
        if (shape.length > 0 && (size != length || Arrays.stream(shape).anyMatch(axis -> axis < 0))) {
            throw new IllegalArgumentException("shape must hold the array's " + length + " elements, was " + Arrays.toString(shape));
        }
        return new Npy(type, shape.length == 0 ? new int[]{length} : shape.clone(), data);
    }

    /** Unsigned bytes; without a shape one axis, as with the others. */
    public static Npy of(byte[] data, int... shape) {
        return of(Type.U1, data, shape);
    }

    public static Npy of(int[] data, int... shape) {
        return of(Type.I4, data, shape);
    }

    public static Npy of(long[] data, int... shape) {
        return of(Type.I8, data, shape);
    }

    public static Npy of(float[] data, int... shape) {
        return of(Type.F4, data, shape);
    }

    public static Npy of(double[] data, int... shape) {
        return of(Type.F8, data, shape);
    }

    public static Npy of(boolean[] data, int... shape) {
        var bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) (data[i] ? 1 : 0);
        }
        return of(Type.B1, bytes, shape);
    }

    /** No axes, one element. */
    public static Npy scalar(long value) {
        return new Npy(Type.I8, new int[0], new long[]{value});
    }

    /** No axes, one element. */
    public static Npy scalar(double value) {
        return new Npy(Type.F8, new int[0], new double[]{value});
    }

    /** No axes, one element. */
    public static Npy scalar(boolean value) {
        return new Npy(Type.B1, new int[0], new byte[]{(byte) (value ? 1 : 0)});
    }

    /** The UTF-8 bytes of a text, as U1: for a note or a configuration beside the numbers. */
    public static Npy text(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public Type type() {
        return type;
    }

    /** A copy; empty for a scalar. */
    public int[] shape() {
        return shape.clone();
    }

    public int size() {
        return Array.getLength(data);
    }

    public byte[] bytes() {
        return (byte[]) require(Type.U1);
    }

    public int[] ints() {
        return (int[]) require(Type.I4);
    }

    public long[] longs() {
        return (long[]) require(Type.I8);
    }

    public float[] floats() {
        return (float[]) require(Type.F4);
    }

    public double[] doubles() {
        return (double[]) require(Type.F8);
    }

    /** A copy, since Java's booleans are not bytes. */
    public boolean[] booleans() {
        var bytes = flags();
        var booleans = new boolean[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            booleans[i] = bytes[i] != 0;
        }
        return booleans;
    }

    /** What {@link #text(String)} was given. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** What {@link #booleans} copies: 1 or 0, not copied. */
    byte[] flags() {
        return (byte[]) require(Type.B1);
    }

    /** The element type in the file, in numpy's name. */
    String stored() {
        return stored;
    }

    /** The same elements in another shape. */
    Npy shaped(int... other) {
        return new Npy(type, other, data, stored);
    }

    private Object require(Type wanted) {
        if (type != wanted) {
            throw new IllegalArgumentException("array must be " + wanted.descr + ", was " + this);
        }
        return data;
    }

    /** Writes a file, whole or not at all. */
    public void save(Path file) {
        AtomicFile.write(file, this::writeTo);
    }

    /**
     * Reads a file.
     *
     * @throws FileException
     *             if it cannot be read or is not such a file
     */
    public static Npy load(Path file) {
        try (var in = Files.newInputStream(file)) {
            return read(in, Files.size(file));
        } catch (IOException e) {
            throw FileException.of(file, e);
        }
    }

    /** Writes header and elements; does not close. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(NpyHeader.of(type, shape).bytes());
        if (data instanceof byte[] bytes) {
            out.write(bytes);
            return;
        }
        var buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int size = size();
        int step = CHUNK / type.bytes;
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            switch (type) {
                case I4 -> buffer.asIntBuffer().put((int[]) data, from, n);
                case I8 -> buffer.asLongBuffer().put((long[]) data, from, n);
                case F4 -> buffer.asFloatBuffer().put((float[]) data, from, n);
                case F8 -> buffer.asDoubleBuffer().put((double[]) data, from, n);
                default -> throw new AssertionError(type);
            }
            out.write(buffer.array(), 0, n * type.bytes);
        }
    }

    /**
     * Reads header and elements and nothing after them; does not close.
     *
     * @param in
     *            stands at the magic string
     * @param length
     *            bytes that header and elements must take; checked before memory is allocated, so that a damaged header cannot ask for
     *            gigabytes
     * @throws IOException
     *             saying what is wrong
     */
    public static Npy read(InputStream in, long length) throws IOException {
        return NpyReader.read(in, length);
    }

    /** Like {@code float32[3, 4]} in numpy's short names: {@code <f4[3, 4]}. */
    @Override
    public String toString() {
        return stored + Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
