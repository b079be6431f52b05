package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact negative log-likelihood of rows of targets under rows of mixtures, in nats with all constants, and its gradient: for
 * regression, with any noise model and regularisers. M, whose mixtures are the kernel's own, trains on {@link MixtureLoss}.
 *
 * <p>Independent mixtures on a line (PER_DIMENSION, or one dimension) run on the vector kernel {@link dev.reverie.compute.MixtureRows};
 * everything else row by row in double. Both on all threads. Rows are cut into blocks by their number alone, and block sums are added in
 * order, so the number of threads changes no bit.
 */
public final class MdnLoss {
    private static final int BLOCK = 64;

    private final MdnLayout layout;
    private final List<Regulariser> regularisers;
    private final Engine engine;
    /** By how many rows they have. */
    private final ThreadLocal<Map<Integer, Block>> blocks = ThreadLocal.withInitial(HashMap::new);

    private MdnLoss(MdnLayout layout, List<Regulariser> regularisers, Engine engine) {
        this.layout = layout;
        this.regularisers = List.copyOf(regularisers);
        this.engine = engine;
    }

    public static MdnLoss of(MdnLayout layout, List<Regulariser> regularisers) {
        return of(layout, regularisers, Engine.current());
    }

    public static MdnLoss of(MdnLayout layout, List<Regulariser> regularisers, Engine engine) {
        for (var regulariser : regularisers) {
            if (regulariser instanceof Regulariser.Ordering ordering && ordering.direction().length != 0
                    && ordering.direction().length != layout.dimensions()) {
                throw new IllegalArgumentException(
                        "direction must have " + layout.dimensions() + " elements or none, had " + ordering.direction().length);
            }
        }
        return new MdnLoss(layout, regularisers, engine);
    }

    public MdnLayout layout() {
        return layout;
    }

    /** For so many rows in planes: what {@link #run} runs on its blocks, and what a training step has in it. */
    BlockLoss block(int rows) {
        return BlockLoss.of(layout, regularisers, rows, engine.kernels().mixtures());
    }

    /**
     * Σ over rows of weight·(−ln p(y) + regularisers), summed over dimensions where these are independent.
     *
     * @param outputs
     *            [rows, outputs], not modified
     * @param targets
     *            y, [rows, D]
     * @param weights
     *            [rows], 0 masks a row; null for all 1
     * @param factor
     *            of the gradients, such as 1/rows
     * @param gradients
     *            [rows, outputs], overwritten; null where it is not needed
     */
    public double run(int rows, Floats outputs, Floats targets, Floats weights, float factor, Floats gradients) {
        var sums = new double[(rows + BLOCK - 1) / BLOCK];
        engine.pool().run(sums.length, i -> {
            int from = i * BLOCK;
            var block = blocks.get().computeIfAbsent(Math.min(BLOCK, rows - from), Block::new);
            sums[i] = block.run(from, outputs, targets, weights, factor, gradients);
        });
        return Arrays.stream(sums).sum();
    }

    /** So many rows, turned into planes and back. */
    private final class Block {
        private final int rows;
        private final BlockLoss loss;
        private final Floats planes;
        private final Floats targetPlanes;
        private final float[] rowWeights;
        private final float[] standing;
        private final float[] lying;

        Block(int rows) {
            this.rows = rows;
            loss = block(rows);
            planes = Floats.allocate(layout.outputs() * rows);
            targetPlanes = Floats.allocate(layout.dimensions() * rows);
            rowWeights = new float[rows];
            standing = new float[planes.size()];
            lying = new float[planes.size()];
        }

        double run(int from, Floats outputs, Floats targets, Floats weights, float factor, Floats gradients) {
            turn(outputs, from * layout.outputs(), planes);
            turn(targets, from * layout.dimensions(), targetPlanes);
            if (weights != null) {
                weights.read(from, rowWeights, 0, rows);
            } else {
                Arrays.fill(rowWeights, 1);
            }
            double sum = loss.run(planes, targetPlanes, rowWeights, factor, gradients != null);
            if (gradients != null) {
                planes.read(0, lying, 0, lying.length);
                transpose(lying, standing, layout.outputs(), rows);
                gradients.write(from * layout.outputs(), standing, 0, standing.length);
            }
            return sum;
        }

        private void turn(Floats values, int at, Floats into) {
            values.read(at, standing, 0, into.size());
            transpose(standing, lying, rows, into.size() / rows);
            into.write(0, lying, 0, into.size());
        }
    }

    /** From [a, b] to [b, a]. */
    private static void transpose(float[] from, float[] to, int a, int b) {
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                to[j * a + i] = from[i * b + j];
            }
        }
    }
}
