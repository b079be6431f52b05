package dev.reverie.compute;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;

/** Frees direct buffers at once, where the JDK lets a program do so; elsewhere the collector does it later. */
final class DirectMemory {
    private static final MethodHandle CLEANER = cleaner();

    private DirectMemory() {
    }

    /** @param memory as it was allocated, no slice of it */
    static void free(ByteBuffer memory) {
        if (CLEANER != null) {
            try {
                CLEANER.invokeExact(memory);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a direct buffer cannot be freed", e);
            }
        }
    }

    /** By name, since it is no part of the platform's own interface. */
    private static MethodHandle cleaner() {
        try {
            var type = Class.forName("sun.misc.Unsafe");
            var field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return MethodHandles.lookup().findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(field.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
