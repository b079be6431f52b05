package dev.reverie.mdn;

import dev.reverie.compute.Floats;
import java.util.List;

/** {@link BlockLoss} for any layout: the definition, row by row in double. */
final class ReferenceLoss implements BlockLoss {
    private final RowLoss loss;
    private final int rows;
    private final float[] numbers;
    private final float[] wanted;
    private final double[] row;
    private final double[] y;
    private final double[] gradient;

    ReferenceLoss(MdnLayout layout, List<Regulariser> regularisers, int rows) {
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
