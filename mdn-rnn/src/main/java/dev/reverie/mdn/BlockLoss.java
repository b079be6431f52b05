package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.MixtureRows.Rows;
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
        return lines ? new Kernel(layout, scale.get(), rows, kernel) : new Reference(layout, regularisers, rows);
    }

    /**
     * Independent mixtures on a line, on the vector kernel: its lanes run over mixtures, here over those of all rows of
     * the block. Scales are clamped on the way. Their gradients are as if they were not; those that would take an output farther beyond its
     * limit are 0.
     */
    final class Kernel implements BlockLoss {
        private final MdnLayout layout;
        private final int rows;
        private final MixtureRows kernel;
        private final MixtureRows.Shape shape;
        private final Scale.Exponential scale;
        private final Floats one = Floats.of(1);
        private final Floats sums;
        private final float[] lossOf;
        private final float[] factors;
        private final float[] heap;
        /** Outputs of the scales before they are clamped. */
        private final float[] scales;

        Kernel(MdnLayout layout, Scale.Exponential scale, int rows, MixtureRows kernel) {
            this.layout = layout;
            this.rows = rows;
            this.kernel = kernel;
            shape = new MixtureRows.Shape(layout.components(), layout.mixtures() * rows);
            this.scale = scale;
            sums = Floats.allocate(shape.dimensions());
            lossOf = new float[shape.dimensions()];
            factors = new float[rows];
            heap = new float[shape.outputs()];
            scales = new float[heap.length / 3];
        }

        @Override
        public double run(Floats planes, Floats targets, float[] weights, float factor, boolean gradients) {
            clampScales(planes);
            sums.fill(0);
            var all = Rows.of(planes, heap.length);
            kernel.loss(shape, 1, all, Rows.of(targets, lossOf.length), Rows.of(one, 1), gradients ? all : null, sums);
            if (gradients) {
                weigh(planes, weights, factor);
            }
            sums.read(0, lossOf, 0, lossOf.length);
            double sum = 0;
            for (int m = 0; m < layout.mixtures(); m++) {
                for (int r = 0; r < rows; r++) {
                    sum += weights[r] == 0 ? 0 : (double) weights[r] * lossOf[m * rows + r];
                }
            }
            return sum;
        }

        private void clampScales(Floats planes) {
            planes.read(2 * scales.length, scales, 0, scales.length);
            for (int i = 0; i < scales.length; i++) {
                heap[i] = (float) scale.log(scales[i]);
            }
            planes.write(2 * scales.length, heap, 0, scales.length);
        }

        private void weigh(Floats planes, float[] weights, float factor) {
            for (int r = 0; r < rows; r++) {
                factors[r] = weights[r] * factor;
            }
            planes.read(0, heap, 0, heap.length);
            for (int at = 0; at < heap.length; at += rows) {
                multiply(heap, at, factors);
            }
            for (int r = 0; r < rows; r++) {
                for (int at = r; factors[r] == 0 && at < heap.length; at += rows) {
                    heap[at] = 0;
                }
            }
            for (int i = 0; i < scales.length; i++) {
                if (scale.drifts(scales[i], heap[2 * scales.length + i])) {
                    heap[2 * scales.length + i] = 0;
                }
            }
            planes.write(0, heap, 0, heap.length);
        }

        private static void multiply(float[] values, int at, float[] by) {
            for (int r = 0; r < by.length; r++) {
                values[at + r] *= by[r];
            }
        }
    }

    /** Any layout: {@link RowLoss}, row by row in double. */
    final class Reference implements BlockLoss {
        private final RowLoss loss;
        private final int rows;
        private final float[] numbers;
        private final float[] wanted;
        private final double[] row;
        private final double[] y;
        private final double[] gradient;

        Reference(MdnLayout layout, List<Regulariser> regularisers, int rows) {
            this.rows = rows;
            loss = new RowLoss(layout, regularisers);
            row = new double[layout.outputs()];
            y = new double[layout.dimensions()];
            gradient = new double[row.length];
            numbers = new float[row.length * rows];
            wanted = new float[y.length * rows];
        }

        @Override
        public double run(Floats planes, Floats targets, float[] weights, float factor, boolean gradients) {
            planes.read(0, numbers, 0, numbers.length);
            targets.read(0, wanted, 0, wanted.length);
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                double weight = weights[r];
                take(numbers, r, row);
                take(wanted, r, y);
                if (weight != 0) {
                    sum += weight * loss.of(row, y, gradients ? gradient : null);
                }
                for (int i = 0; gradients && i < row.length; i++) {
                    numbers[i * rows + r] = weight == 0 ? 0 : (float) (gradient[i] * weight * factor);
                }
            }
            if (gradients) {
                planes.write(0, numbers, 0, numbers.length);
            }
            return sum;
        }

        private void take(float[] from, int r, double[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = from[i * rows + r];
            }
        }
    }
}
