package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
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
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, was " + rows);
        }
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
}
