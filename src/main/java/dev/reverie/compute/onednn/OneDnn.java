package dev.reverie.compute.onednn;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.reverie.compute.Floats;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * The library itself: loaded once, one engine, one stream a thread. Loading fails with a {@link LinkageError} where there are no natives.
 */
public final class OneDnn {
    /** Parts of the names of instruction sets with products of bfloat16. */
    private static final List<String> BF16 = List.of("bf16", "fp16", "amx", "avx10");

    static final engine ENGINE;
    private static final String ISA;
    /** Through oneDNN's own handle, because ND4J may have brought a second OpenMP library: this finds the one oneDNN runs on. */
    private static final Function SET_THREADS;
    private static final ThreadLocal<Stream> STREAM;

    /** With what the library knows it by: asking anew would allocate a pointer each time. */
    private record Stream(stream owner, dnnl_stream handle) {
    }

    static {
        Loader.load(dnnl.class);
        String path = Loader.getLoadedLibraries().entrySet().stream().filter(e -> e.getKey().startsWith("dnnl")).map(e -> e.getValue())
                .findFirst()
                .orElseThrow(() -> new UnsatisfiedLinkError("oneDNN was loaded from an unknown place"));
        SET_THREADS = NativeLibrary.getInstance(path).getFunction("omp_set_num_threads");
        ISA = dnnl.get_effective_cpu_isa().toString().toLowerCase(Locale.ROOT).replace("dnnl_cpu_isa_", "");
        ENGINE = new engine(engine.kind.cpu, 0);
        STREAM = ThreadLocal.withInitial(() -> {
            SET_THREADS.invokeVoid(new Object[]{1});
            var stream = new stream(ENGINE);
            return new Stream(stream, stream.get());
        });
    }

    private OneDnn() {
    }

    /** This thread's stream; on its first call the thread is told to run oneDNN by itself. */
    static dnnl_stream stream() {
        return STREAM.get().handle();
    }

    /** Version and instruction set, for people. */
    public static String describe() {
        var version = dnnl.dnnl_version();
        return String.format(Locale.ROOT, "oneDNN %d.%d.%d on %s%s", version.major(), version.minor(), version.patch(), ISA,
                multipliesBf16() ? "" : ", without bf16");
    }

    /** Whether the CPU has instructions for products of bfloat16; where it has none the library is slow at them, or refuses. */
    static boolean multipliesBf16() {
        return BF16.stream().anyMatch(ISA::contains);
    }

    static long address(Floats floats) {
        return (Long) floats.pointer(OneDnn::addressOf);
    }

    private static Object addressOf(ByteBuffer bytes) {
        return new BytePointer(bytes).address();
    }

    /** A pointer that can be pointed elsewhere, so that nothing is allocated a call. */
    static final class Address extends Pointer {
        Address at(long target) {
            address = target;
            return this;
        }
    }
}
