package dev.reverie.benchmarks.kernels;

import dev.reverie.benchmarks.Data;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Im2col;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The patches of one image, as in V's second convolution; an element is one float of the patches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PatchesBenchmark.ELEMENTS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PatchesBenchmark {
    private static final int SIZE = 31;
    private static final int CHANNELS = 32;
    private static final int KERNEL = 4;
    private static final int STRIDE = 2;
    private static final int SIDE = (SIZE - KERNEL) / STRIDE + 1;
    static final int ELEMENTS = SIDE * SIDE * KERNEL * KERNEL * CHANNELS;

    @Param({"PLAIN", "FAST"})
    public Side side;

    private final Im2col.Grid grid = Im2col.Grid.of(SIZE, SIZE, CHANNELS, KERNEL, STRIDE, 0);
    private Im2col kernel;
    private Floats image;
    private Floats patches;

    @Setup
    public void prepare() {
        kernel = side.engine(1).kernels().patches();
        image = Data.uniform(grid.imageSize(), 1);
        patches = Data.uniform(ELEMENTS, 1);
    }

    @Benchmark
    public Floats unfold() {
        kernel.unfold(grid, image, 0, patches, 0);
        return patches;
    }

    @Benchmark
    public Floats fold() {
        kernel.fold(grid, patches, 0, image, 0);
        return image;
    }
}
