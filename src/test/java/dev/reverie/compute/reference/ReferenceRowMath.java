package dev.reverie.compute.reference;

/** Reductions over rows [rows, columns], shifted by the maximum (Blanchard, Higham and Higham 2021, algorithm 3.2). */
public final class ReferenceRowMath {
    private ReferenceRowMath() {
    }

    /** exp(x − max) / Σ, row by row. A row that is all −∞ gives NaN. */
    public static double[] softmax(double[] x, int rows, int columns) {
        var y = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            double max = maximum(x, r, columns);
            double sum = sumOfExponentials(x, r, columns, max);
            for (int c = 0; c < columns; c++) {
                y[r * columns + c] = Math.exp(x[r * columns + c] - max) / sum;
            }
        }
        return y;
    }

    /** log Σ exp x, row by row. A row that is all −∞ gives −∞, one with ∞ gives ∞. */
    public static double[] logSumExp(double[] x, int rows, int columns) {
        var y = new double[rows];
        for (int r = 0; r < rows; r++) {
            double max = maximum(x, r, columns);
            y[r] = Double.isInfinite(max) ? max : max + Math.log(sumOfExponentials(x, r, columns, max));
        }
        return y;
    }

    /** Σ over rows, for each column. */
    public static double[] columnSums(double[] x, int rows, int columns) {
        var sums = new double[columns];
        for (int i = 0; i < rows * columns; i++) {
            sums[i % columns] += x[i];
        }
        return sums;
    }

    private static double maximum(double[] x, int row, int columns) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < columns; c++) {
            max = Math.max(max, x[row * columns + c]);
        }
        return max;
    }

    private static double sumOfExponentials(double[] x, int row, int columns, double max) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += Math.exp(x[row * columns + c] - max);
        }
        return sum;
    }
}
