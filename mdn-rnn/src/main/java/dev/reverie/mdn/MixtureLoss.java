package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact negative log-likelihood of N rows of targets under N rows of mixtures, with its gradient, in one parallel pass.
 *
 * <p>A plan for one shape; it allocates nothing when it runs. Rows are cut into blocks by their number alone and block sums are added in
 * order, so the number of threads changes no bit.
 */
public final class MixtureLoss {
    /** Rows a task takes: their outputs stay in the core's cache. */
    private static final int BLOCK = 64;

    private final MdnLayout layout;
    private final int rows;
    private final Engine engine;
    /** Of a block: a float for each mixture of a row. */
    private final List<Floats> sums = new ArrayList<>();
    /** Of a block, where a row is one mixture over several dimensions; otherwise none. */
    private final List<JointRows> joint = new ArrayList<>();

    private MixtureLoss(MdnLayout layout, int rows, Engine engine) {
        this.layout = layout;
        this.rows = rows;
        this.engine = engine;
        for (int from = 0; from < rows; from += BLOCK) {
            sums.add(Floats.allocate(layout.mixtures()));
            if (layout.factorisation() == Factorisation.JOINT) {
                joint.add(new JointRows(layout, engine.kernels().mixtures()));
            }
        }
    }

    /**
     * @param layout
     *            of {@link MdnLayout#ofKernel(int, int, Factorisation)}
     * @param rows
     *            N
     */
    public static MixtureLoss of(MdnLayout layout, int rows, Engine engine) {
        Arguments.atLeast(1, "rows", rows);
        return new MixtureLoss(MdnLayout.checkKernel(layout), rows, engine);
    }

    /**
     * Σ over rows of weight·(−ln p(y)), nats, p the product over dimensions where these have mixtures of their own. For the mean, let a
     * row's weight be 1/(rows·D).
     *
     * @param outputs
     *            [N, outputs of the layout]
     * @param targets
     *            y, [N, D]
     * @param weights
     *            [N, 1]; a row of weight 0 is masked: not looked at, its gradient 0
     * @param gradients
     *            [N, outputs of the layout], gets ∂/∂outputs; may be {@code outputs}; null where it is not needed
     */
    public double run(Rows outputs, Rows targets, Rows weights, Rows gradients) {
        engine.pool().run(sums.size(), block -> {
            int from = block * BLOCK;
            int count = Math.min(BLOCK, rows - from);
            var slopes = gradients == null ? null : below(gradients, from);
            sums.get(block).fill(0);
            if (joint.isEmpty()) {
                engine.kernels().mixtures().loss(layout.shape(), count, below(outputs, from), below(targets, from), below(weights, from),
                        slopes, sums.get(block));
            } else {
                sums.get(block).set(0, (float) joint.get(block).run(count, below(outputs, from), below(targets, from),
                        below(weights, from), slopes));
            }
        });
        double total = 0;
        for (var block : sums) {
            for (int d = 0; d < layout.mixtures(); d++) {
                total += block.get(d);
            }
        }
        return total;
    }

    private static Rows below(Rows rows, int from) {
        return new Rows(rows.buffer(), rows.row(from), rows.stride());
    }

    /**
     * The loss of rows of mixtures over all dimensions, −ln Σ_k π_k Π_d N(y_d; μ_kd, σ_kd), and its gradient, on the calling thread.
     *
     * <p>To the vector kernel every N(y_d; μ_kd, σ_kd) is a mixture of one component, so a row is K·D of these. Component k explains y by
     * the sum of its D losses. From it come its responsibility r_k and the gradient of its logit, π_k − r_k; the kernel's gradients of
     * means and scales are multiplied by r_k (Bishop 1994, eqs. 31–39). Not for several threads at once.
     */
    private static final class JointRows {
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

        /** Leaves gradients of means and scales, before they are multiplied by r_k, in {@link #slopes}; π and r in their fields. */
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
}
