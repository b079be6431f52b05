package dev.reverie.compute.vector;

import dev.reverie.compute.Floats;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads and stores of whole vectors in {@link Floats}.
 *
 * <p>JDK 17 and 18 read vectors from byte buffers, later ones from memory segments. The choice is made once, in constant method handles,
 * which the JIT compiler inlines like a direct call: one class file is fast on all of them.
 */
final class Lanes {
    static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    /** Floats in a vector. */
    static final int L = F.length();

    private static final ThreadLocal<Floats> SPARE = ThreadLocal.withInitial(() -> Floats.allocate(L));
    private static final MethodHandle LOAD;
    private static final MethodHandle STORE;
    private static final MethodHandle VIEW;

    static {
        try {
            var lookup = MethodHandles.lookup();
            var order = ByteOrder.nativeOrder();
            Class<?> memory = Runtime.version().feature() < 19 ? ByteBuffer.class : Class.forName("java.lang.foreign.MemorySegment");
            Class<?> index = memory == ByteBuffer.class ? int.class : long.class;
            String suffix = memory == ByteBuffer.class ? "ByteBuffer" : "MemorySegment";
            var load = lookup.findStatic(FloatVector.class, "from" + suffix,
                    MethodType.methodType(FloatVector.class, VectorSpecies.class, memory, index, ByteOrder.class));
            var store =
                    lookup.findVirtual(Vector.class, "into" + suffix, MethodType.methodType(void.class, memory, index, ByteOrder.class));
            load = MethodHandles.insertArguments(MethodHandles.insertArguments(load, 3, order), 0, F);
            LOAD = MethodHandles.explicitCastArguments(load, MethodType.methodType(FloatVector.class, Object.class, int.class));
            store = MethodHandles.insertArguments(store, 3, order);
            STORE = MethodHandles.explicitCastArguments(store,
                    MethodType.methodType(void.class, FloatVector.class, Object.class, int.class));
            var view = memory == ByteBuffer.class ? MethodHandles.identity(ByteBuffer.class)
                    : lookup.findStatic(memory, "ofBuffer", MethodType.methodType(memory, Buffer.class));
            VIEW = view.asType(MethodType.methodType(Object.class, ByteBuffer.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Lanes() {
    }

    /** What {@link #load} and {@link #store} take. */
    static Object view(Floats floats) {
        return floats.view(Lanes::of);
    }

    private static Object of(ByteBuffer bytes) {
        try {
            return (Object) VIEW.invokeExact(bytes);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    /** L floats from index {@code i} on. */
    static FloatVector load(Object view, int i) {
        try {
            return (FloatVector) LOAD.invokeExact(view, i << 2);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    static void store(FloatVector v, Object view, int i) {
        try {
            STORE.invokeExact(v, view, i << 2);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    /** Room for one vector, this thread's own: the end of a range that is no multiple of L is worked on there. */
    static Floats spare() {
        return SPARE.get();
    }
}
