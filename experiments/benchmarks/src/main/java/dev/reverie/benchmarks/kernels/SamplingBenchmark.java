package dev.reverie.benchmarks.kernels;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Sampling;
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

/** A million random numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SamplingBenchmark.SIZE)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SamplingBenchmark {
    static final int SIZE = 1_000_000;
    private static final long KEY = 1;

    @Param({"PLAIN", "FAST"})
    public Side side;

    private Sampling kernel;
    private Floats y;

    @Setup
    public void prepare() {
        kernel = side.engine(1).kernels().sampling();
        y = Floats.allocate(SIZE);
    }

    @Benchmark
    public Floats uniform() {
        kernel.uniform(KEY, 0, y, 0, SIZE);
        return y;
    }

    @Benchmark
    public Floats gaussian() {
        kernel.gaussian(KEY, 0, y, 0, SIZE);
        return y;
    }
}
