package dev.reverie.compute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Function;

/**
 * A vector of 32-bit floats outside the heap: the one kind of buffer that kernels read and write.
 *
 * <p>It is memory that oneDNN, ND4J and the Vector API can all use without a copy. Allocation zeroes and touches every page and costs about
 * 10 µs a page on a virtual machine: allocate once, reuse. A slice shares its parent's memory. The memory goes when the collector finds the
 * buffer, or at once by {@link #free}. Not synchronised.
 */
public final class Floats {
    /** Enough for the widest vectors and a cache line. */
    private static final int ALIGNMENT = 64;
    /** What one byte buffer can hold. */
    private static final int MOST = (Integer.MAX_VALUE - 2 * ALIGNMENT) / Float.BYTES;

    /** What was allocated for it, until it is freed; null where the memory is another's. */
    private ByteBuffer owned;
    private ByteBuffer bytes;
    private FloatBuffer floats;
    private Object view;
    private Object pointer;

    private Floats(ByteBuffer bytes, ByteBuffer owned) {
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.floats = this.bytes.asFloatBuffer();
        this.owned = owned;
    }

    /**
     * Zeros, aligned to a cache line.
     *
     * @param size
     *            number of floats, at most 536,870,879
     */
    public static Floats allocate(int size) {
        if (size < 0 || size > MOST) {
            throw new IllegalArgumentException("size must be in 0.." + MOST + " floats, was " + size);
        }
        int room = (size * Float.BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
        var memory = ByteBuffer.allocateDirect(room);
        return new Floats(memory.alignedSlice(ALIGNMENT).slice(0, size * Float.BYTES), memory);
    }

    /** A buffer with these values. */
    public static Floats of(float... values) {
        var result = allocate(values.length);
        result.put(0, values);
        return result;
    }

    /**
     * The memory of a direct buffer, from its position to its limit, shared.
     *
     * @param direct
     *            off-heap, in native byte order; an INDArray's is {@code array.data().asNio()}
     */
    public static Floats wrap(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("buffer must be direct (off-heap), was a heap buffer; use Floats.of for arrays");
        }
        return new Floats(direct.slice(), null);
    }

    /** Number of floats. */
    public int size() {
        return floats.capacity();
    }

    public float get(int index) {
        return floats.get(index);
    }

    public void set(int index, float value) {
        floats.put(index, value);
    }

    /** Copies values in, from index {@code at} on. */
    public void put(int at, float[] values) {
        floats.put(at, values);
    }

    /** Copies {@code length} values of another buffer in. */
    public void put(int at, Floats source, int from, int length) {
        bytes.put(at * Float.BYTES, source.bytes, from * Float.BYTES, length * Float.BYTES);
    }

    /** Copies values out, from index {@code at} on, as many as fit. */
    public void read(int at, float[] into, int offset, int length) {
        floats.get(at, into, offset, length);
    }

    /** Copies values in from a part of an array. */
    public void write(int at, float[] source, int offset, int length) {
        floats.put(at, source, offset, length);
    }

    /** Sets all, doubling what is there: memory copies are the fastest way to fill. */
    public void fill(float value) {
        if (size() > 0) {
            floats.put(0, value);
        }
        for (int done = 1; done < size(); done *= 2) {
            put(done, this, 0, Math.min(done, size() - done));
        }
    }

    /** The same memory, {@code size} floats from {@code from} on. */
    public Floats slice(int from, int size) {
        return new Floats(bytes.slice(from * Float.BYTES, size * Float.BYTES), null);
    }

    public float[] toArray() {
        var result = new float[size()];
        floats.get(0, result);
        return result;
    }

    /** The memory as bytes, in native order; shared. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /**
     * What a fast path made of this buffer (an address, a segment), made once.
     *
     * @param make
     *            called at most once a buffer, unless threads race, which is harmless
     */
    public Object view(Function<ByteBuffer, Object> make) {
        if (view == null) {
            view = make.apply(alive());
        }
        return view;
    }

    /** As {@link #view}, for the native library. */
    public Object pointer(Function<ByteBuffer, Object> make) {
        if (pointer == null) {
            pointer = make.apply(alive());
        }
        return pointer;
    }

    private ByteBuffer alive() {
        if (bytes == null) {
            throw new IllegalStateException("the buffer was freed");
        }
        return bytes;
    }

    /**
     * Frees the memory now; whatever is asked of this buffer afterwards fails. Its slices, and what was made of its bytes, must not be used
     * again. Frees nothing where the memory is another's.
     */
    public void free() {
        if (owned != null) {
            var memory = owned;
            owned = null;
            bytes = null;
            floats = null;
            view = null;
            pointer = null;
            DirectMemory.free(memory);
        }
    }

    /** Frees each of several buffers; those that are null are passed over. */
    public static void freeAll(Floats... buffers) {
        for (var buffer : buffers) {
            if (buffer != null) {
                buffer.free();
            }
        }
    }

    /** Fails, naming the buffer, unless it has exactly the size asked for. */
    static void check(String name, Floats buffer, long size) {
        if (buffer == null) {
            throw new IllegalArgumentException(name + " must have " + size + " floats, was null");
        }
        if (buffer.size() != size) {
            throw new IllegalArgumentException(name + " must have " + size + " floats, has " + buffer.size());
        }
    }
}
