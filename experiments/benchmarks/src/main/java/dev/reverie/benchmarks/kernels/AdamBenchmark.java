package dev.reverie.benchmarks.kernels;

import dev.reverie.benchmarks.Data;
import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Floats;
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

/** A step of Adam over a million parameters, gradients clipped by value. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AdamBenchmark.SIZE)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdamBenchmark {
    static final int SIZE = 1_000_000;

    @Param({"PLAIN", "FAST"})
    public Side side;

    private final AdamStep.Settings settings = new AdamStep.Settings(1e-4, 0.9, 0.999, 1e-8, 1000, 1);
    private AdamStep kernel;
    private Floats parameters;
    private Floats gradients;
    private Floats mean;
    private Floats variance;

    @Setup
    public void prepare() {
        kernel = side.engine(1).kernels().adam();
        parameters = Data.uniform(SIZE, 1);
        gradients = Data.uniform(SIZE, 1);
        mean = Floats.allocate(SIZE);
        variance = Floats.allocate(SIZE);
    }

    @Benchmark
    public Floats update() {
        kernel.update(settings, parameters, gradients, mean, variance, 0, SIZE);
        return parameters;
    }
}
