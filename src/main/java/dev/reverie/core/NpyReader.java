package dev.reverie.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads the elements of a {@code .npy} file into an array of one of {@link Npy.Type}: any whole numbers, flags and floats of numpy, in
 * either byte order and either order of axes, without loss.
 */
final class NpyReader {
    /** How many bytes go through the buffer at a time. */
    private static final int CHUNK = 1 << 16;

    private NpyReader() {
    }

    static Npy read(InputStream in, long length) throws IOException {
        var header = NpyHeader.read(in);
        long body = length - header.length();
        long size = header.size();
        var stored = header.stored();
        if (size > Integer.MAX_VALUE - 8 || body != size * stored.bytes()) {
            throw new IOException("shape " + Arrays.toString(header.shape()) + " of " + stored.descr()
                    + " needs another size of the data than the " + body + " bytes there");
        }
        var type = stored.type();
        long need = size * type.bytes * (header.fortran() ? 2 : 1);
        if (need > Runtime.getRuntime().maxMemory() - (1 << 20)) {
            throw new IOException(String.format(Locale.ROOT, "needs %,d MB of memory, and Java has %,d; raise the heap, or split the file",
                    need >> 20, Runtime.getRuntime().maxMemory() >> 20));
        }
        var data = type.allocate((int) size);
        if (data instanceof byte[] bytes) {
            need(in.readNBytes(bytes, 0, bytes.length), bytes.length);
        } else {
            fill(in, stored, (int) size, data);
        }
        var shape = header.shape();
        return new Npy(type, shape, header.fortran() ? transposed(data, type, shape) : data,
                (header.fortran() ? "F-ordered " : "") + stored.descr());
    }

    private static void fill(InputStream in, NpyElement stored, int size, Object data) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK).order(stored.order());
        int step = CHUNK / stored.bytes();
        for (int from = 0; from < size; from += step) {
            int n = Math.min(step, size - from);
            buffer.clear();
            need(in.readNBytes(buffer.array(), 0, n * stored.bytes()), n * stored.bytes());
            stored.read(buffer, data, from, n);
        }
    }

    private static void need(int read, int wanted) throws IOException {
        if (read != wanted) {
            throw new IOException("ends early: " + (wanted - read) + " bytes of the array are missing");
        }
    }

    /** The same elements with the last axis running fastest, where the first one does. */
    private static Object transposed(Object data, Npy.Type type, int[] shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        var result = type.allocate(size);
        var at = new int[shape.length];
        for (int from = 0; from < size; from++) {
            int to = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                to = to * shape[axis] + at[axis];
            }
            System.arraycopy(data, from, result, to, 1);
            for (int axis = 0; axis < shape.length && ++at[axis] == shape[axis]; axis++) {
                at[axis] = 0;
            }
        }
        return result;
    }
}
