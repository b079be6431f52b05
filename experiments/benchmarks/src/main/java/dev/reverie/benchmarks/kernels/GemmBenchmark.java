package dev.reverie.benchmarks.kernels;

import dev.reverie.benchmarks.Data;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Matmul;
import dev.reverie.compute.Precision;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** C = A·B on all threads, B packed beforehand or given plainly each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
    /** Operations done, which JMH divides by the time. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Operations {
        public double flops;

        @Setup(Level.Iteration)
        public void reset() {
            flops = 0;
        }
    }

    /** MxKxN. */
    @Param({"100x256x1024", "1024x291x1024", "1024x577x2048", "1024x256x480", "2000x2000x2000"})
    public String shape;

    @Param({"F32", "BF16"})
    public Precision precision;

    @Param("FAST")
    public Side side;

    private Matmul product;
    private double flops;
    private Floats a;
    private Floats b;
    private Floats c;

    @Setup
    public void prepare() {
        int[] sizes = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        int m = sizes[0];
        int k = sizes[1];
        int n = sizes[2];
        product = Matmul.of(Matmul.Shape.of(m, k, n).in(precision), side.engine(Runtime.getRuntime().availableProcessors()));
        flops = 2.0 * m * k * n;
        a = Data.uniform(m * k, 1);
        b = Data.uniform(k * n, 1);
        c = Floats.allocate(m * n);
        product.pack(b);
    }

    @TearDown
    public void release() {
        product.close();
    }

    @Benchmark
    public Floats packed(Operations operations) {
        product.run(a, null, c);
        operations.flops += flops;
        return c;
    }

    @Benchmark
    public Floats unpacked(Operations operations) {
        product.run(a, b, null, c);
        operations.flops += flops;
        return c;
    }
}
