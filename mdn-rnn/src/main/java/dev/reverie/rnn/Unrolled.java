package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;

/**
 * M over B windows of T steps, forward and backward, on all threads: memory, head, loss, and back.
 *
 * <p>A plan for one shape, with all buffers it needs. Rows are time-major: row b of step t is row t·B + b. The loss is the mixtures' negative log-likelihood,
 * mean over rows that count and dimensions, plus the restart head's cross-entropy, mean over rows that count (Ha and Schmidhuber 2018, A.2).
 */
final class Unrolled implements AutoCloseable {
    private final Lstm lstm;
    private final Head head;
    private final Floats zeros;
    private final Floats end;
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
     */
    Unrolled(Sizes sizes, int steps, int batch, double restartWeight, double hidden, Engine engine) {
        int rows = steps * batch;
        lstm = Lstm.of(new Lstm.Shape(steps, batch, sizes.inputs(), sizes.hidden(), sizes.forgetBias()), engine);
        head = new Head(sizes, rows, restartWeight, engine);
        zeros = Floats.allocate(batch * sizes.hidden());
        end = Floats.allocate(batch * sizes.hidden());
        h = Floats.allocate(rows * sizes.hidden());
        dh = Floats.allocate(rows * sizes.hidden());
        seen = hidden == 0 ? null : Floats.allocate(rows * sizes.hidden());
        dropout = hidden == 0 ? null : new Dropout(rows * sizes.hidden(), hidden, engine);
    }

    private void remember(Weights weights, Floats inputs) {
        lstm.weights(weights.kernel(), weights.bias());
        lstm.forward(inputs, null, zeros, zeros, h, end, end);
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
        remember(weights, inputs);
        head.outputs(h, into);
    }

    /**
     * The loss, all of the memory seen.
     *
     * @param inputs
     *            [T·B, Z+A+1]: z, a, restart
     * @param labels
     *            [T·B, Z+2]: next z, restart, whether the row counts; at least one must
     */
    Losses loss(Weights weights, Floats inputs, Floats labels) {
        remember(weights, inputs);
        return head.run(h, labels, null, null);
    }

    /**
     * The loss and its gradient, in training.
     *
     * @param key
     *            of what is hidden from the head
     * @param gradients
     *            overwritten
     */
    Losses train(Weights weights, Floats inputs, Floats labels, long key, Weights gradients) {
        remember(weights, inputs);
        if (dropout != null) {
            dropout.apply(key, h, seen);
        }
        var losses = head.run(dropout == null ? h : seen, labels, dh, gradients);
        if (dropout != null) {
            dropout.backward(dh);
        }
        lstm.backward(dh, null, null, gradients.kernel(), gradients.bias(), null, end, end);
        return losses;
    }

    @Override
    public void close() {
        lstm.close();
        head.close();
    }
}
