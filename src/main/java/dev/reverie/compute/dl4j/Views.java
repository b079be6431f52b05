package dev.reverie.compute.dl4j;

import dev.reverie.compute.Floats;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Floats} on the memory of INDArrays, without a copy.
 *
 * <p>A view does not keep its array alive: whoever uses it holds the array until the work is done. An instance remembers its views by
 * address, since a network's arrays lie in the same places step after step; it belongs to one thread at a time.
 */
public final class Views {
    /** More than the arrays of one layer; beyond it addresses are evidently not stable. */
    private static final int MOST = 64;

    private final Map<Long, Floats> byAddress = new HashMap<>();

    /** As {@link #view}, remembered. */
    public Floats of(INDArray array) {
        check(array);
        long at = address(array);
        var known = byAddress.get(at);
        if (known != null && known.size() == array.length()) {
            return known;
        }
        if (byAddress.size() >= MOST) {
            byAddress.clear();
        }
        var view = wrap(array);
        byAddress.put(at, view);
        return view;
    }

    /**
     * The memory of an array, which may itself be a view of a larger one.
     *
     * @param array
     *            f32, its elements one after another in c order
     */
    public static Floats view(INDArray array) {
        check(array);
        return wrap(array);
    }

    private static Floats wrap(INDArray array) {
        long bytes = array.length() * Float.BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "array must have at most " + Integer.MAX_VALUE / Float.BYTES + " elements, has " + array.length());
        }
        if (bytes == 0) {
            return Floats.allocate(0);
        }
        ByteBuffer memory = new BytePointer(new Address(address(array))).capacity(bytes).asByteBuffer();
        return Floats.wrap(memory);
    }

    /** Of the first element: a view's buffer begins where its parent's does. */
    private static long address(INDArray array) {
        return array.data().address() + array.data().offset() * Float.BYTES;
    }

    private static void check(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("array must be of type FLOAT, was " + array.dataType() + "; use castTo(DataType.FLOAT)");
        }
        if (!isDense(array)) {
            throw new IllegalArgumentException(
                    "array must lie densely in c order, had shape " + Arrays.toString(array.shape()) + " and strides "
                            + Arrays.toString(array.stride()) + "; use dup('c')");
        }
    }

    /** Whether the elements lie one after another in c order; strides of axes of length 1 do not matter. */
    public static boolean isDense(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return true;
    }

    /** A place in memory. */
    private static final class Address extends Pointer {
        Address(long at) {
            address = at;
        }
    }
}
