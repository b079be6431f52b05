package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.MixtureRows.Rows;

/**
 * The loss of rows of mixtures over all dimensions, −ln Σ_k π_k Π_d N(y_d; μ_kd, σ_kd), and its gradient, on the calling thread.
 *
 * <p>Every N(y_d; μ_kd, σ_kd) is to the vector kernel a mixture of one component, so a row is K·D of these. Component k then explains y by
 * the sum of its D losses, from which come its responsibility r_k and the gradient of its logit, π_k − r_k; the kernel's gradients of means
 * and scales are multiplied by r_k (Bishop 1994, eqs. 31–39). Not for several threads at once.
 */
final class JointRows {
    private final int components;
    private final int dimensions;
    private final MixtureRows kernel;
    private final MixtureRows.Shape shape;
    /** A row of mixtures of one: logits that do not matter, means, scales. */
    private final Floats singles;
    private final Floats targets;
    private final Floats sums;
    private final Floats one = Floats.of(1);
    private final float[] losses;
    private final float[] slopes;
    private final float[] logits;
    private final double[] weights;
    private final double[] shares;

    JointRows(MdnLayout layout, MixtureRows kernel) {
        components = layout.components();
        dimensions = layout.dimensions();
        this.kernel = kernel;
        int all = components * dimensions;
        shape = new MixtureRows.Shape(1, all);
        singles = Floats.allocate(shape.outputs());
        targets = Floats.allocate(all);
        sums = Floats.allocate(all);
        losses = new float[all];
        slopes = new float[2 * all];
        logits = new float[components];
        weights = new double[components];
        shares = new double[components];
    }

    /**
     * Σ of weight·loss, nats.
     *
     * @param outputs
     *            [rows, K + 2·K·D]
     * @param y
     *            [rows, D]
     * @param rowWeights
     *            [rows, 1]; a row of weight 0 is not looked at, its gradient 0
     * @param gradients
     *            like outputs, may be these; null where they are not needed
     */
    double run(int rows, Rows outputs, Rows y, Rows rowWeights, Rows gradients) {
        double total = 0;
        for (int r = 0; r < rows; r++) {
            float weight = rowWeights.buffer().get(rowWeights.row(r));
            if (weight != 0) {
                total += weight * loss(outputs, y, r, gradients != null);
            }
            if (gradients != null) {
                write(gradients, r, weight);
            }
        }
        return total;
    }

    /**
     * Leaves gradients of means and scales, before they are shared out, in {@link #slopes}, weights and responsibilities in their fields.
     */
    private double loss(Rows outputs, Rows y, int r, boolean slope) {
        int all = losses.length;
        outputs.buffer().read(outputs.row(r), logits, 0, components);
        singles.put(all, outputs.buffer(), outputs.row(r) + components, 2 * all);
        for (int k = 0; k < components; k++) {
            targets.put(k * dimensions, y.buffer(), y.row(r), dimensions);
        }
        sums.fill(0);
        var row = Rows.of(singles, singles.size());
        kernel.loss(shape, 1, row, Rows.of(targets, all), Rows.of(one, 1), slope ? row : null, sums);
        sums.read(0, losses, 0, all);
        for (int k = 0; k < components; k++) {
            weights[k] = logits[k];
            double loss = 0;
            for (int i = k * dimensions; i < (k + 1) * dimensions; i++) {
                loss += losses[i];
            }
            shares[k] = logits[k] - loss;
        }
        if (slope) {
            singles.read(all, slopes, 0, 2 * all);
        }
        return LogSumExp.softmax(weights) - LogSumExp.softmax(shares);
    }

    private void write(Rows gradients, int r, float weight) {
        int all = losses.length;
        for (int k = 0; k < components; k++) {
            logits[k] = weight == 0 ? 0 : (float) (weight * (weights[k] - shares[k]));
            float share = (float) (weight * shares[k]);
            for (int part = 0; part < 2; part++) {
                for (int i = part * all + k * dimensions; i < part * all + (k + 1) * dimensions; i++) {
                    // Not a product where nothing is shared: a component that explains nothing may have a slope without bounds.
                    slopes[i] = share == 0 ? 0 : share * slopes[i];
                }
            }
        }
        gradients.buffer().write(gradients.row(r), logits, 0, components);
        gradients.buffer().write(gradients.row(r) + components, slopes, 0, 2 * all);
    }
}
