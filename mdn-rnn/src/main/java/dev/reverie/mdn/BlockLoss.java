package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;
import java.util.List;

/**
 * The loss of a block of rows that stand in planes: number i of row r is at i·R + r. A plan for so many rows, for one thread at a time; it
 * allocates nothing when it runs.
 */
interface BlockLoss {
    /**
     * Σ over rows of weight·(−ln p(y) + regularisers), nats.
     *
     * @param planes
     *            [outputs, R]; used up, and where gradients are wanted overwritten with those of factor times the sum
     * @param targets
     *            y, [D, R]
     * @param weights
     *            [R]; a row of weight 0 counts nothing whatever it holds, and its gradient is 0
     */
    double run(Floats planes, Floats targets, float[] weights, float factor, boolean gradients);

    /** The fastest way for a layout: the vector kernel for independent mixtures on a line, else row by row in double. */
    static BlockLoss of(MdnLayout layout, List<Regulariser> regularisers, int rows, MixtureRows kernel) {
        var scale = layout.noise().onALine();
        boolean lines = layout.dimensionsEach() == 1 && regularisers.isEmpty() && scale.isPresent();
        return lines ? new KernelLoss(layout, scale.get(), rows, kernel) : new ReferenceLoss(layout, regularisers, rows);
    }
}
