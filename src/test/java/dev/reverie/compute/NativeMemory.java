package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/** Counts the bytes that live outside the heap: those of direct buffers, and those that the native libraries' objects are known to have. */
public final class NativeMemory {
    /** Of what others, such as a log or the JIT compiler, may allocate meanwhile, and the collector may not have found yet. */
    private static final long NOISE = 1 << 20;

    private NativeMemory() {
    }

    private static long held() {
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return buffers + Pointer.totalBytes();
    }

    /** Fails if what is held grows with the number of times that {@code work}, which closes what it makes, is done. */
    public static void assertFlat(int times, Runnable work) {
        work.run();
        long before = held();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long grown = held() - before;
        assertTrue(grown < NOISE, grown + " bytes more are held after " + times + " times");
    }
}
