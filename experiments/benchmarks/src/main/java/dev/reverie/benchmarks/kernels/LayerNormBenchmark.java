package dev.reverie.benchmarks.kernels;

import dev.reverie.benchmarks.Data;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** M's memory forward and backward on one thread, with and without layer normalisation; an operation is one step of one row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(LayerNormBenchmark.ROWS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerNormBenchmark {
    private static final int STEPS = 20;
    private static final int BATCH = 50;
    static final int ROWS = STEPS * BATCH;

    @Param({"256", "512"})
    public int hidden;

    @Param({"false", "true"})
    public boolean normalised;

    private Lstm lstm;
    private Floats x;
    private Floats start;
    private Floats h;
    private Floats dh;
    private Floats state;
    private Floats dKernel;
    private Floats dBias;

    @Setup
    public void prepare() {
        var shape = new Lstm.Shape(STEPS, BATCH, 66, hidden, 1, normalised);
        lstm = Lstm.of(shape, Side.FAST.engine(1));
        lstm.weights(Data.uniform(shape.kernelSize(), 1 / Math.sqrt(hidden)), Data.uniform(shape.biasSize(), 1));
        x = Data.uniform(ROWS * shape.inputs(), 1);
        start = Floats.allocate(BATCH * hidden);
        h = Floats.allocate(ROWS * hidden);
        dh = Data.uniform(ROWS * hidden, 1);
        state = Floats.allocate(BATCH * hidden);
        dKernel = Floats.allocate(shape.kernelSize());
        dBias = Floats.allocate(shape.biasSize());
    }

    @Benchmark
    public Floats forward() {
        lstm.forward(x, null, start, start, h, state, state);
        return h;
    }

    @Benchmark
    public Floats forwardAndBackward() {
        lstm.forward(x, null, start, start, h, state, state);
        lstm.backward(dh, null, null, dKernel, dBias, null, state, state);
        return dKernel;
    }

    @TearDown
    public void release() {
        lstm.close();
    }
}
