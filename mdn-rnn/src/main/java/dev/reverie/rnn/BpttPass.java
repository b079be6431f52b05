package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;

/**
 * M over B windows of T steps, forward and backward, on all threads: memory, head, loss, and back.
 *
 * <p>A plan for one shape, with all buffers it needs. Rows are time-major: row b of step t is row t·B + b. The loss is the mixtures'
 * negative log-likelihood, mean over rows that count and dimensions, plus the restart head's cross-entropy, mean over rows that count (Ha
 * and Schmidhuber 2018, A.2).
 */
final class BpttPass implements AutoCloseable {
    private final MemoryShape.Pass memory;
    private final HeadLayer head;
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
        memory = sizes.memory().pass(steps, batch, precision, engine);
        head = new HeadLayer(sizes, rows, restartWeight, precision, engine);
        h = Floats.allocate(rows * sizes.hidden());
        dh = Floats.allocate(rows * sizes.hidden());
        seen = hidden == 0 ? null : Floats.allocate(rows * sizes.hidden());
        dropout = hidden == 0 ? null : new Dropout(rows * sizes.hidden(), hidden, engine);
    }

    /** In f32. */
    BpttPass(MdnRnnShape sizes, int steps, int batch, double restartWeight, double hidden, Engine engine) {
        this(sizes, steps, batch, restartWeight, hidden, Precision.F32, engine);
    }

    private void remember(Weights weights, Floats inputs, CarriedMemory carried) {
        memory.forward(weights.memory(), inputs, carried, h);
        head.weights(weights);
    }

    /**
     * Outputs without a loss.
     *
     * @param inputs
     *            [T·B, Z+A+1]: z, a, restart
     * @param carried
     *            memory that is carried over; null for none
     * @param into
     *            [T·B, 1+3KZ], overwritten
     */
    void outputs(Weights weights, Floats inputs, CarriedMemory carried, Floats into) {
        remember(weights, inputs, carried);
        head.outputs(h, into);
    }

    /**
     * The loss, all of the memory seen.
     *
     * @param inputs
     *            [T·B, Z+A+1]: z, a, restart
     * @param labels
     *            [T·B, Z+2]: next z, restart, whether the row counts; at least one must
     * @param carried
     *            memory that is carried over; null for none
     */
    Losses loss(Weights weights, Floats inputs, Floats labels, CarriedMemory carried) {
        remember(weights, inputs, carried);
        return head.run(h, labels, null, null);
    }

    /**
     * The loss and its gradient, in training. Gradients end where the sequences begin, also where memory is carried over.
     *
     * @param key
     *            of what is hidden from the head
     * @param carried
     *            memory that is carried over; null for none
     * @param gradients
     *            overwritten
     */
    Losses train(Weights weights, Floats inputs, Floats labels, long key, CarriedMemory carried, Weights gradients) {
        remember(weights, inputs, carried);
        if (dropout != null) {
            dropout.apply(key, h, seen);
        }
        var losses = head.run(dropout == null ? h : seen, labels, dh, gradients);
        if (dropout != null) {
            dropout.backward(dh);
        }
        memory.backward(dh, gradients.memory());
        return losses;
    }

    @Override
    public void close() {
        memory.close();
        head.close();
    }
}
