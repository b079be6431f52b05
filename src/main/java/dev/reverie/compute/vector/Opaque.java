package dev.reverie.compute.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Calls that the JIT compiler cannot see through.
 *
 * <p>HotSpot stops inlining in a method once it has grown past some number of nodes, and a vector that meets a call that was not inlined
 * goes through the heap. A loop of vector operations is compiled well by itself and badly when it is merged into a caller that is long
 * already, which is where it ends up as soon as it is hot. A method handle that is no constant is never merged; it costs about 5 ns a call.
 */
final class Opaque {
    private Opaque() {
    }

    /**
     * A static method that returns nothing. Keep it in a field that is not final.
     *
     * @param lookup
     *            the owner's
     * @param name
     *            unique in the owner
     */
    static MethodHandle of(MethodHandles.Lookup lookup, String name, Class<?>... parameters) {
        try {
            return lookup.findStatic(lookup.lookupClass(), name, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The methods called throw nothing checked; this only pleases the compiler. */
    static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }
}
