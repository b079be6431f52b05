package dev.reverie.compute;

import dev.reverie.compute.onednn.OneDnn;
import dev.reverie.compute.onednn.OneDnnChain;
import dev.reverie.compute.onednn.OneDnnGemm;
import dev.reverie.compute.onednn.OneDnnProducts;
import dev.reverie.compute.plain.PlainGemm;
import dev.reverie.compute.plain.PlainKernels;
import dev.reverie.core.Decimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * The one place that chooses how things are computed, and says why.
 *
 * <p>Two choices, each with a plain-Java twin: products by oneDNN (needs its native library for this platform), everything else by the
 * Vector API (needs {@code --add-modules jdk.incubator.vector}). {@code -Dreverie.engine=plain} or {@code REVERIE_ENGINE=plain} forces both
 * to plain Java; {@code -Dreverie.threads=N} or {@code REVERIE_THREADS} sets the number of threads. Neither changes what is computed,
 * within rounding; the number of threads changes no bit.
 */
public final class Engine {
    /** More threads than any machine has processors for this: their stacks alone would fill its memory. */
    public static final int MAX_THREADS = 1024;

    /** Something worth knowing about the engine in use. */
    public record Fact(String name, String value) {
    }

    /** How plans for products and, where there is a way, for convolutions and chains of them are made, and what to call that. */
    private record Products(Function<Gemm.Shape, Gemm> plan,
            BiFunction<Convolution.Shape, Precision, Optional<ConvolutionProducts>> convolution,
            Function<ConvolutionChain.Shape, Optional<ConvolutionChain>> chain, String description) {
    }

    private static final class Current {
        static final Engine ENGINE = chosen();
    }

    private final Pool pool;
    private final Products products;
    private final Kernels kernels;

    private Engine(Pool pool, Products products, Kernels kernels) {
        this.pool = pool;
        this.products = products;
        this.kernels = kernels;
    }

    /** The engine this process uses, chosen on first use. */
    public static Engine current() {
        return Current.ENGINE;
    }

    /** Plain Java only. */
    public static Engine plain(int threads) {
        return new Engine(new Pool(threads), plainProducts("asked for"), PlainKernels.because("asked for"));
    }

    /** The fastest that works here. */
    public static Engine fast(int threads) {
        var kernels = vectorKernels();
        return new Engine(new Pool(threads), nativeProducts(kernels.elementwise()), kernels);
    }

    /** The same engine on the calling thread alone, for work that is spread over threads further up. */
    public Engine serial() {
        return new Engine(new Pool(1), products, kernels);
    }

    public Pool pool() {
        return pool;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** A plan for one product. */
    public Gemm gemm(Gemm.Shape shape) {
        return products.plan().apply(shape);
    }

    /** A plan for the products of a convolution, on the calling thread; it has no weights yet. */
    public ConvolutionProducts convolution(Convolution.Shape shape, Precision precision) {
        return products.convolution().apply(shape, precision).orElseGet(() -> new Im2colConvolution(shape, precision, this));
    }

    /** A plan for images through convolutions, on the calling thread; it has no weights yet. */
    public ConvolutionChain chain(ConvolutionChain.Shape shape) {
        return products.chain().apply(shape).orElseGet(() -> new ProductChain(shape, serial()));
    }

    /** Whether both halves are on their fast path. */
    public boolean fast() {
        return !isPlain(kernels.description()) && !isPlain(products.description());
    }

    /** What was chosen and why, for people. */
    public List<Fact> facts() {
        return List.of(new Fact("engine", fast() ? "fast" : "plain, in part or whole"), new Fact("products", products.description()),
                new Fact("kernels", kernels.description()), new Fact("threads", Integer.toString(pool.threads())));
    }

    private static Engine chosen() {
        String wish = setting("engine", "auto");
        int threads = threads(setting("threads", Integer.toString(Runtime.getRuntime().availableProcessors())));
        Engine engine = switch (wish) {
            case "auto", "fast" -> fast(threads);
            case "plain" -> plain(threads);
            default -> throw new IllegalArgumentException("reverie.engine must be auto, fast or plain, was " + wish);
        };
        if (wish.equals("fast") && !engine.fast()) {
            throw new IllegalStateException("reverie.engine=fast, but " + engine.facts());
        }
        LoggerFactory.getLogger(Engine.class).info("{}", engine.facts());
        return engine;
    }

    private static String setting(String name, String otherwise) {
        String property = System.getProperty("reverie." + name);
        String variable = System.getenv("REVERIE_" + name.toUpperCase(java.util.Locale.ROOT));
        return property != null ? property : variable != null && !variable.isBlank() ? variable : otherwise;
    }

    private static int threads(String text) {
        try {
            int threads = Decimal.integer(text);
            if (threads >= 1 && threads <= MAX_THREADS) {
                return threads;
            }
        } catch (NumberFormatException e) {
            // reported below, with the value
        }
        throw new IllegalArgumentException(
                "reverie.threads (REVERIE_THREADS) must be a whole number in 1.." + MAX_THREADS + ", was " + text);
    }

    private static Products plainProducts(String why) {
        return new Products(PlainGemm::new, (shape, precision) -> Optional.empty(), shape -> Optional.empty(), "plain Java: " + why);
    }

    private static boolean isPlain(String description) {
        return description.startsWith("plain Java");
    }

    private static Products nativeProducts(Elementwise elementwise) {
        try {
            return new Products(shape -> OneDnnGemm.of(shape, elementwise),
                    (shape, precision) -> OneDnnProducts.of(shape, precision, elementwise), OneDnnChain::of, OneDnn.describe());
        } catch (LinkageError | RuntimeException e) {
            return plainProducts(
                    "oneDNN does not load here (" + reason(e) + "); its natives come with the build's host profile, and are unpacked "
                            + "into the folder of the property org.bytedeco.javacpp.cachedir");
        }
    }

    /** By name, because the package is compiled against a module that may be absent. */
    private static Kernels vectorKernels() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return PlainKernels.because("the Vector API is off; run java with --add-modules jdk.incubator.vector");
        }
        try {
            return (Kernels) ((Supplier<?>) Class.forName("dev.reverie.compute.vector.VectorKernels").getDeclaredConstructor()
                    .newInstance()).get();
        } catch (ReflectiveOperationException | LinkageError e) {
            return PlainKernels.because("the Vector API does not work here (" + reason(e) + ")");
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
