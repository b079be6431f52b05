package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.MixtureRows.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact negative log-likelihood of rows of targets under rows of mixtures, in nats with all constants, and its gradient: one implementation for
 * regression and for the recurrent network.
 *
 * <p>Independent mixtures on a line (PER_DIMENSION, or one dimension) run on the vector kernel {@link MixtureRows}; everything else row by row in double.
 * Both on all threads. Rows are cut into blocks by their number alone, and block sums are added in order, so the number of threads changes no bit.
 */
public final class MdnLoss {
    private static final int BLOCK = 64;

    private final MdnLayout layout;
    private final List<Regulariser> regularisers;
    private final Engine engine;
    private final ThreadLocal<Block> scratch;

    private MdnLoss(MdnLayout layout, List<Regulariser> regularisers, Engine engine) {
        this.layout = layout;
        this.regularisers = List.copyOf(regularisers);
        this.engine = engine;
        scratch = ThreadLocal.withInitial(this::block);
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
            sums[i] = scratch.get().run(from, Math.min(BLOCK, rows - from), outputs, targets, weights, factor, gradients);
        });
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }

    private interface Block {
        double run(int from, int rows, Floats outputs, Floats targets, Floats weights, float factor, Floats gradients);
    }

    private Block block() {
        boolean line = layout.dimensionsEach() == 1 && regularisers.isEmpty() && layout.scale(0, 0, 0) >= 0
                && !(layout.noise() instanceof NoiseModel.SharedIsotropic) && layout.transform() instanceof Scale.Exponential;
        return line ? new OnLines(layout, engine.kernels().mixtures()) : new RowByRow(new RowLoss(layout, regularisers), layout);
    }

    /** In double. */
    private record RowByRow(RowLoss loss, MdnLayout layout, float[] floats, double[] row, double[] y, double[] gradient) implements Block {
        RowByRow(RowLoss loss, MdnLayout layout) {
            this(loss, layout, new float[layout.outputs()], new double[layout.outputs()], new double[layout.dimensions()],
                    new double[layout.outputs()]);
        }

        @Override
        public double run(int from, int rows, Floats outputs, Floats targets, Floats weights, float factor, Floats gradients) {
            double sum = 0;
            for (int r = from; r < from + rows; r++) {
                double weight = weights == null ? 1 : weights.get(r);
                outputs.read(r * floats.length, floats, 0, floats.length);
                for (int i = 0; i < floats.length; i++) {
                    row[i] = floats[i];
                    gradient[i] = 0;
                }
                for (int i = 0; i < y.length; i++) {
                    y[i] = targets.get(r * y.length + i);
                }
                if (weight != 0) {
                    sum += weight * loss.of(row, y, gradients == null ? null : gradient);
                }
                if (gradients != null) {
                    for (int i = 0; i < floats.length; i++) {
                        floats[i] = (float) (gradient[i] * weight * factor);
                    }
                    gradients.write(r * floats.length, floats, 0, floats.length);
                }
            }
            return sum;
        }
    }

    /**
     * On the vector kernel, whose lanes run over independent mixtures: here over the block's rows, so that each of the row's numbers becomes a plane of
     * rows. Scales are clamped on the way, and their gradients are as if they were not.
     */
    private static final class OnLines implements Block {
        private final MdnLayout layout;
        private final MixtureRows kernel;
        private final Scale.Exponential scale;
        private final List<Lanes> lanes = new ArrayList<>();

        OnLines(MdnLayout layout, MixtureRows kernel) {
            this.layout = layout;
            this.kernel = kernel;
            scale = (Scale.Exponential) layout.transform();
        }

        /** Buffers for so many mixtures side by side. */
        private static final class Lanes {
            final MixtureRows.Shape shape;
            final float[] heap;
            final Floats planes;
            final Floats targets;
            final Floats one = Floats.of(1);
            final Floats sums;

            Lanes(int components, int width) {
                shape = new MixtureRows.Shape(components, width);
                heap = new float[shape.outputs()];
                planes = Floats.allocate(shape.outputs());
                targets = Floats.allocate(width);
                sums = Floats.allocate(width);
            }
        }

        private Lanes lanes(int width) {
            for (var some : lanes) {
                if (some.shape.dimensions() == width) {
                    return some;
                }
            }
            var more = new Lanes(layout.components(), width);
            lanes.add(more);
            return more;
        }

        @Override
        public double run(int from, int rows, Floats outputs, Floats targets, Floats weights, float factor, Floats gradients) {
            int m = layout.mixtures();
            int size = layout.outputs();
            var lanes = lanes(rows * m);
            var floats = new float[size * rows];
            outputs.read(from * size, floats, 0, floats.length);
            turn(lanes, floats, rows, true);
            int third = lanes.heap.length / 3;
            for (int i = 2 * third; i < lanes.heap.length; i++) {
                lanes.heap[i] = Math.max((float) scale.least(), Math.min((float) scale.most(), lanes.heap[i]));
            }
            lanes.planes.put(0, lanes.heap);
            lanes.targets.put(0, targets, from * m, rows * m);
            lanes.sums.fill(0);
            var into = gradients == null ? null : Rows.of(lanes.planes, lanes.heap.length);
            kernel.loss(lanes.shape, 1, Rows.of(lanes.planes, lanes.heap.length), Rows.of(lanes.targets, rows * m), Rows.of(lanes.one, 1),
                    into, lanes.sums);
            double sum = 0;
            for (int i = 0; i < rows * m; i++) {
                float weight = weights == null ? 1 : weights.get(from + i / m);
                sum += weight == 0 ? 0 : weight * lanes.sums.get(i);
            }
            if (gradients != null) {
                lanes.planes.read(0, lanes.heap, 0, lanes.heap.length);
                turn(lanes, floats, rows, false);
                for (int i = 0; i < floats.length; i++) {
                    float weight = factor * (weights == null ? 1 : weights.get(from + i / size));
                    floats[i] = weight == 0 ? 0 : floats[i] * weight;
                }
                gradients.write(from * size, floats, 0, floats.length);
            }
            return sum;
        }

        /** Plane p, mixture i of row r: heap[p·rows·m + r·m + i] and floats[r·size + p·m + i]. */
        private void turn(Lanes lanes, float[] floats, int rows, boolean in) {
            int m = layout.mixtures();
            int size = layout.outputs();
            for (int p = 0; p < size / m; p++) {
                for (int r = 0; r < rows; r++) {
                    for (int i = 0; i < m; i++) {
                        int there = (p * rows + r) * m + i;
                        int here = r * size + p * m + i;
                        if (in) {
                            lanes.heap[there] = floats[here];
                        } else {
                            floats[here] = lanes.heap[there];
                        }
                    }
                }
            }
        }
    }
}
