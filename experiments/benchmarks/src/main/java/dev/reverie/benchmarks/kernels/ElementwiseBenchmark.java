package dev.reverie.benchmarks.kernels;

import dev.reverie.benchmarks.Data;
import dev.reverie.compute.Elementwise;
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

/** A function of a million floats. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ElementwiseBenchmark.SIZE)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementwiseBenchmark {
    static final int SIZE = 1_000_000;

    @Param({"EXP", "TANH", "SIGMOID", "LOG"})
    public Elementwise.Function function;

    @Param({"PLAIN", "FAST"})
    public Side side;

    private Elementwise kernel;
    private Floats x;
    private Floats y;

    @Setup
    public void prepare() {
        kernel = side.engine(1).kernels().elementwise();
        x = Data.uniform(SIZE, 5);
        if (function == Elementwise.Function.LOG) {
            for (int i = 0; i < SIZE; i++) {
                x.set(i, 5.01f + x.get(i));
            }
        }
        y = Floats.allocate(SIZE);
    }

    @Benchmark
    public Floats apply() {
        kernel.apply(function, x, 0, y, 0, SIZE);
        return y;
    }
}
