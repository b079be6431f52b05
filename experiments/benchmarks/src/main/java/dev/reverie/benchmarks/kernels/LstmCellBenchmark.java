package dev.reverie.benchmarks.kernels;

import dev.reverie.benchmarks.Data;
import dev.reverie.compute.Floats;
import dev.reverie.compute.LstmCell;
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

/** The gates of one step of a hundred rows; an element is one hidden unit of one row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LstmCellBenchmark.ELEMENTS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LstmCellBenchmark {
    static final int ROWS = 100;
    static final int HIDDEN = 256;
    static final int ELEMENTS = ROWS * HIDDEN;

    @Param({"PLAIN", "FAST"})
    public Side side;

    private LstmCell kernel;
    private Floats source;
    private Floats gates;
    private Floats c;
    private Floats cNext;
    private Floats h;
    private Floats dh;
    private Floats dc;

    @Setup
    public void prepare() {
        kernel = side.engine(1).kernels().lstmCell();
        source = Data.uniform(4 * ELEMENTS, 1);
        gates = Floats.allocate(4 * ELEMENTS);
        c = Data.uniform(ELEMENTS, 1);
        cNext = Data.uniform(ELEMENTS, 1);
        h = Floats.allocate(ELEMENTS);
        dh = Data.uniform(ELEMENTS, 1);
        dc = Data.uniform(ELEMENTS, 1);
    }

    @Benchmark
    public Floats forward() {
        renew();
        kernel.forward(ROWS, HIDDEN, 1, gates, 0, c, 0, cNext, 0, h, 0, HIDDEN);
        return h;
    }

    @Benchmark
    public Floats backward() {
        renew();
        kernel.backward(ROWS, HIDDEN, gates, 0, c, 0, cNext, 0, dh, 0, HIDDEN, dc, 0);
        return dc;
    }

    /** The kernels overwrite the gates; without this copy, which counts, they would fade to denormal numbers. */
    private void renew() {
        gates.put(0, source, 0, source.size());
    }
}
