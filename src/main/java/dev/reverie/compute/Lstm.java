package dev.reverie.compute;

import dev.reverie.core.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * A long short-term memory over a sequence, forward and backward, on all threads.
 *
 * <p>One step is gates = [x_t, h_{t−1}]·kernel + bias, then {@link LstmCell}. The kernel is [C + H, 4H]: the input's rows, then the
 * recurrent ones; gates stand in the order i, f, c̃, o. The batch is cut into shards by its size alone; a shard runs the whole sequence by
 * itself, and weight gradients are summed over shards in order, so the number of threads changes no bit.
 *
 * <p>Where the shape says so, gates and cell are normalised, as {@link NormalisedCell} has it.
 *
 * <p>A plan for one shape: it keeps what backward needs of the last forward (about 6H + C floats a row and step, normalised 11H + C). Give
 * the weights again after each change of them. Sequences are time-major: row b of step t is row t·B + b.
 */
public final class Lstm implements AutoCloseable {
    /** Rows a shard should have at least: below, products lose more than threads win. */
    private static final int SHARD_ROWS = 25;
    private static final int MAX_SHARDS = 16;

    /**
     * @param steps
     *            T, steps in a sequence
     * @param batch
     *            B, sequences
     * @param inputs
     *            C, width of x
     * @param hidden
     *            H, width of h and c
     * @param forgetBias
     *            a constant added to the forget gate's pre-activation; 1 remembers by default
     * @param normalised
     *            whether gates and cell are normalised over the hidden units
     */
    public record Shape(int steps, int batch, int inputs, int hidden, float forgetBias, boolean normalised) {
        /** Without normalisation. */
        public Shape(int steps, int batch, int inputs, int hidden, float forgetBias) {
            this(steps, batch, inputs, hidden, forgetBias, false);
        }

        public Shape {
            Arguments.atLeast(1, "steps", steps);
            Arguments.atLeast(1, "batch", batch);
            Arguments.atLeast(1, "inputs", inputs);
            Arguments.atLeast(1, "hidden", hidden);
        }

        /** Floats in the kernel. */
        public int kernelSize() {
            return (inputs + hidden) * 4 * hidden;
        }

        /** Floats in the bias: 4H, or where it is normalised 10H. */
        public int biasSize() {
            return normalised ? NormalisedCell.weightsSize(hidden) : 4 * hidden;
        }

        int rows() {
            return steps * batch;
        }
    }

    private final Shape shape;
    private final Pool pool;
    private final Kernels kernels;
    private final List<LstmShard> shards = new ArrayList<>();
    /** With the forget gate's constant in it. */
    private final Floats bias;
    /** Null where nothing is normalised. */
    private NormalisedCell normalised;
    private boolean weighted;
    private boolean remembers;

    private Lstm(Shape shape, Precision precision, Engine engine) {
        this.shape = shape;
        this.pool = engine.pool();
        this.kernels = engine.kernels();
        this.bias = Floats.allocate(shape.biasSize());
        int parts = Math.max(1, Math.min(MAX_SHARDS, shape.batch() / SHARD_ROWS));
        for (int i = 0; i < parts; i++) {
            int from = shape.batch() * i / parts;
            shards.add(new LstmShard(shape, from, shape.batch() * (i + 1) / parts - from, precision, engine, shards));
        }
    }

    public static Lstm of(Shape shape) {
        return of(shape, Engine.current());
    }

    public static Lstm of(Shape shape, Engine engine) {
        return of(shape, Precision.F32, engine);
    }

    /**
     * @param precision
     *            of the operands of all products, forward and backward; sums, state, gates and all that is given and taken are f32
     */
    public static Lstm of(Shape shape, Precision precision, Engine engine) {
        return new Lstm(shape, precision, engine);
    }

    public Shape shape() {
        return shape;
    }

    /**
     * Takes a copy of the weights, packed.
     *
     * @param kernel
     *            [C + H, 4H]
     * @param bias
     *            [4H]; where the shape is normalised [10H], as {@link NormalisedCell} tells
     */
    public void weights(Floats kernel, Floats bias) {
        Floats.check("kernel", kernel, shape.kernelSize());
        Floats.check("bias", bias, shape.biasSize());
        this.bias.put(0, bias, 0, shape.biasSize());
        for (int j = shape.hidden(); j < 2 * shape.hidden(); j++) {
            this.bias.set(j, bias.get(j) + shape.forgetBias());
        }
        normalised = shape.normalised() ? NormalisedCell.of(shape.hidden(), this.bias, kernels) : null;
        pool.run(shards.size(), i -> shards.get(i).pack(kernel));
        weighted = true;
    }

    /**
     * Runs the sequence.
     *
     * @param x
     *            [T, B, C]
     * @param reset
     *            [T, B], or null for none: where it is not 0, the row's h and c are zeroed before the step (an episode begins there)
     * @param h0
     *            [B, H] before the first step; likewise c0
     * @param h
     *            [T, B, H], gets the outputs
     * @param hFinal
     *            [B, H], gets the state after the last step, to carry over; likewise cFinal
     */
    public void forward(Floats x, Floats reset, Floats h0, Floats c0, Floats h, Floats hFinal, Floats cFinal) {
        if (!weighted) {
            throw new IllegalStateException("no weights yet; call weights(kernel, bias) first");
        }
        Floats.check("x", x, (long) shape.rows() * shape.inputs());
        if (reset != null) {
            Floats.check("reset", reset, shape.rows());
        }
        checkState("h0", h0);
        checkState("c0", c0);
        Floats.check("h", h, (long) shape.rows() * shape.hidden());
        checkState("hFinal", hFinal);
        checkState("cFinal", cFinal);
        pool.run(shards.size(), i -> shards.get(i).forward(bias, normalised, x, reset, h0, c0, h, hFinal, cFinal));
        remembers = true;
    }

    /**
     * Gradients of the last forward, once a forward. All outputs are overwritten.
     *
     * @param dh
     *            [T, B, H], gradient of every output
     * @param dhFinal
     *            [B, H], gradient of the final h beyond that, or null for zero; likewise dcFinal
     * @param dKernel
     *            [C + H, 4H]
     * @param dBias
     *            [4H], or [10H]
     * @param dx
     *            [T, B, C], or null where it is not needed
     * @param dh0
     *            [B, H]; likewise dc0
     */
    public void backward(Floats dh, Floats dhFinal, Floats dcFinal, Floats dKernel, Floats dBias, Floats dx, Floats dh0, Floats dc0) {
        if (!remembers) {
            throw new IllegalStateException("nothing to go back through; call forward first, once for each backward");
        }
        Floats.check("dh", dh, (long) shape.rows() * shape.hidden());
        if (dhFinal != null) {
            checkState("dhFinal", dhFinal);
        }
        if (dcFinal != null) {
            checkState("dcFinal", dcFinal);
        }
        Floats.check("dKernel", dKernel, shape.kernelSize());
        Floats.check("dBias", dBias, shape.biasSize());
        if (dx != null) {
            Floats.check("dx", dx, (long) shape.rows() * shape.inputs());
        }
        checkState("dh0", dh0);
        checkState("dc0", dc0);
        pool.run(shards.size(), i -> shards.get(i).backward(dh, dhFinal, dcFinal, dx, dh0, dc0));
        Sums.into(pool, kernels, dKernel, shards.stream().map(LstmShard::dKernel).toList());
        Sums.into(pool, kernels, dBias, shards.stream().map(LstmShard::dBias).toList());
        remembers = false;
    }

    @Override
    public void close() {
        shards.forEach(LstmShard::close);
        bias.free();
    }

    private void checkState(String name, Floats state) {
        Floats.check(name, state, (long) shape.batch() * shape.hidden());
    }
}
