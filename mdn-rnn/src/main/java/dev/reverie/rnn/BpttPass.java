package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;
import dev.reverie.compute.Precision;

/**
 * M over B windows of T steps, forward and backward, on all threads: memory, head, loss, and back.
 *
 * <p>A plan for one shape, with all buffers it needs. Rows are time-major: row b of step t is row t·B + b. The loss is the mixtures' negative log-likelihood,
 * mean over rows that count and dimensions, plus the restart head's cross-entropy, mean over rows that count (Ha and Schmidhuber 2018, A.2).
 */
final class BpttPass implements AutoCloseable {
    private final Lstm lstm;
    private final Head head;
    private final Floats zeros;
    /** State after the last step, [B, H]; then gradients of that before the first, which nobody asks for. */
    private final Floats hEnd;
    private final Floats cEnd;
    /** [T·B, H] */
    private final Floats h;
    /** Likewise; gradient of h. */
    private final Floats dh;
    /** What the head sees of h in training; null where it sees all. */
    private final Floats seen;
    private final Dropout dropout;

    /**
     * @param restartWeight
     *            of rows whose episode is over, in the restart head's loss
     * @param hidden
     *            share of the memory that the head does not see in training, in 0..1, without 1
     * @param precision
     *            of the operands of all products
     */
    BpttPass(MdnRnnShape sizes, int steps, int batch, double restartWeight, double hidden, Precision precision, Engine engine) {
        int rows = steps * batch;
        lstm = Lstm.of(new Lstm.Shape(steps, batch, sizes.inputs(), sizes.hidden(), sizes.forgetBias(), sizes.layerNorm()), precision,
                engine);
        head = new Head(sizes, rows, restartWeight, precision, engine);
        zeros = Floats.allocate(batch * sizes.hidden());
        hEnd = Floats.allocate(batch * sizes.hidden());
        cEnd = Floats.allocate(batch * sizes.hidden());
        h = Floats.allocate(rows * sizes.hidden());
        dh = Floats.allocate(rows * sizes.hidden());
        seen = hidden == 0 ? null : Floats.allocate(rows * sizes.hidden());
        dropout = hidden == 0 ? null : new Dropout(rows * sizes.hidden(), hidden, engine);
    }

    /** In f32. */
    BpttPass(MdnRnnShape sizes, int steps, int batch, double restartWeight, double hidden, Engine engine) {
        this(sizes, steps, batch, restartWeight, hidden, Precision.F32, engine);
    }

    private void remember(Weights weights, Floats inputs, Memory memory) {
        lstm.weights(weights.kernel(), weights.bias());
        if (memory == null) {
            lstm.forward(inputs, null, zeros, zeros, h, hEnd, cEnd);
        } else {
            lstm.forward(inputs, memory.resets(), memory.h(), memory.c(), h, hEnd, cEnd);
            memory.h().put(0, hEnd, 0, hEnd.size());
            memory.c().put(0, cEnd, 0, cEnd.size());
        }
        head.weights(weights);
    }

    /**
     * Outputs without a loss.
     *
     * @param inputs
     *            [T·B, Z+A+1]: z, a, restart
     * @param into
     *            [T·B, 1+3KZ], overwritten
     */
    void outputs(Weights weights, Floats inputs, Floats into) {
        remember(weights, inputs, null);
        head.outputs(h, into);
    }

    /**
     * The loss, all of the memory seen.
     *
     * @param inputs
     *            [T·B, Z+A+1]: z, a, restart
     * @param labels
     *            [T·B, Z+2]: next z, restart, whether the row counts; at least one must
     * @param memory
     *            carried over; null for none
     */
    Losses loss(Weights weights, Floats inputs, Floats labels, Memory memory) {
        remember(weights, inputs, memory);
        return head.run(h, labels, null, null);
    }

    /**
     * The loss and its gradient, in training. Gradients end where the sequences begin, also where memory is carried over.
     *
     * @param key
     *            of what is hidden from the head
     * @param memory
     *            carried over; null for none
     * @param gradients
     *            overwritten
     */
    Losses train(Weights weights, Floats inputs, Floats labels, long key, Memory memory, Weights gradients) {
        remember(weights, inputs, memory);
        if (dropout != null) {
            dropout.apply(key, h, seen);
        }
        var losses = head.run(dropout == null ? h : seen, labels, dh, gradients);
        if (dropout != null) {
            dropout.backward(dh);
        }
        lstm.backward(dh, null, null, gradients.kernel(), gradients.bias(), null, hEnd, cEnd);
        return losses;
    }

    @Override
    public void close() {
        lstm.close();
        head.close();
    }
}
