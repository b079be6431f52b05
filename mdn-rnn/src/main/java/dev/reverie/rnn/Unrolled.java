package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.mdn.MixtureLoss;

/**
 * M over B windows of T steps, forward and backward, on all threads: memory, head, loss, and back.
 *
 * <p>A plan for one shape, with all buffers it needs. Rows are time-major: row b of step t is row t·B + b. The loss is the mixtures' negative log-likelihood,
 * mean over rows that count and dimensions, plus the restart head's cross-entropy, mean over rows that count (Ha and Schmidhuber 2018, A.2).
 */
final class Unrolled implements AutoCloseable {
    private final Sizes sizes;
    private final int rows;
    private final Lstm lstm;
    private final Dense head;
    private final MixtureLoss mixtureLoss;
    private final RestartLoss restartLoss;
    private final Floats zeros;
    private final Floats end;
    /** [T·B, H] */
    private final Floats h;
    /** Likewise; gradient of h. */
    private final Floats dh;
    /** [T·B, 1+3KZ]; gradients overwrite outputs. */
    private final Floats outputs;
    private final Floats rowWeights;

    Unrolled(Sizes sizes, int steps, int batch, double restartWeight, Engine engine) {
        this.sizes = sizes;
        this.rows = steps * batch;
        lstm = Lstm.of(new Lstm.Shape(steps, batch, sizes.inputs(), sizes.hidden(), sizes.forgetBias()), engine);
        head = Dense.of(new Dense.Shape(rows, sizes.hidden(), sizes.outputs(), Activation.NONE), engine);
        mixtureLoss = MixtureLoss.of(sizes.layout(), rows, engine);
        restartLoss = new RestartLoss(rows, restartWeight, engine.pool());
        zeros = Floats.allocate(batch * sizes.hidden());
        end = Floats.allocate(batch * sizes.hidden());
        h = Floats.allocate(rows * sizes.hidden());
        dh = Floats.allocate(rows * sizes.hidden());
        outputs = Floats.allocate(rows * sizes.outputs());
        rowWeights = Floats.allocate(rows);
    }

    /** Rows of outputs, T·B, from rows of inputs. */
    Floats outputs(Weights weights, Floats inputs) {
        lstm.weights(weights.kernel(), weights.bias());
        head.weights(weights.head(), weights.headBias());
        lstm.forward(inputs, null, zeros, zeros, h, end, end);
        head.forward(h, outputs);
        return outputs;
    }

    /**
     * The loss, and its gradient where asked for.
     *
     * @param inputs
     *            [T·B, Z+A+1]: z, a, restart
     * @param labels
     *            [T·B, Z+2]: next z, restart, whether the row counts; at least one must
     * @param gradients
     *            overwritten; null for none
     */
    Losses run(Weights weights, Floats inputs, Floats labels, Weights gradients) {
        outputs(weights, inputs);
        var flags = new Rows(labels, sizes.latent(), sizes.labels());
        int count = RestartLoss.counted(flags, rows);
        if (count == 0) {
            throw new IllegalArgumentException("labels must have at least one row that counts, had none of " + rows);
        }
        float share = (float) (1.0 / count / sizes.latent());
        for (int r = 0; r < rows; r++) {
            rowWeights.set(r, labels.get(flags.row(r) + 1) * share);
        }
        var mixtures = new Rows(outputs, 1, sizes.outputs());
        var logits = new Rows(outputs, 0, sizes.outputs());
        boolean back = gradients != null;
        double nll = mixtureLoss.run(mixtures, new Rows(labels, 0, sizes.labels()), Rows.of(rowWeights, 1), back ? mixtures : null);
        var ends = restartLoss.run(logits, flags, back ? logits : null, count);
        if (back) {
            head.backward(h, outputs, outputs, dh, gradients.head(), gradients.headBias());
            lstm.backward(dh, null, null, gradients.kernel(), gradients.bias(), null, end, end);
        }
        return new Losses(nll, ends.restart(), count, ends.ends(), ends.found(), ends.alarms());
    }

    @Override
    public void close() {
        lstm.close();
        head.close();
    }
}
