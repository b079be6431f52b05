package dev.reverie.compute.plain;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.RowMath;

/** {@link RowMath}, row by row; exponentials and their sums in double. */
final class PlainRowMath implements RowMath {
    @Override
    public void softmax(Floats x, int xOffset, Floats y, int yOffset, int rows, int columns) {
        Gemm.within("x", x, xOffset, (long) rows * columns);
        Gemm.within("y", y, yOffset, (long) rows * columns);
        for (int r = 0; r < rows; r++) {
            int from = xOffset + r * columns;
            double max = maximum(x, from, columns);
            double sum = sumOfExponentials(x, from, columns, max);
            for (int c = 0; c < columns; c++) {
                y.set(yOffset + r * columns + c, (float) (Math.exp(x.get(from + c) - max) / sum));
            }
        }
    }

    @Override
    public void logSumExp(Floats x, int xOffset, int rows, int columns, Floats y, int yOffset) {
        Gemm.within("x", x, xOffset, (long) rows * columns);
        Gemm.within("y", y, yOffset, rows);
        for (int r = 0; r < rows; r++) {
            int from = xOffset + r * columns;
            double max = maximum(x, from, columns);
            y.set(yOffset + r, (float) (Double.isInfinite(max) ? max : max + Math.log(sumOfExponentials(x, from, columns, max))));
        }
    }

    @Override
    public void addColumnSums(Floats x, int xOffset, int stride, int rows, int columns, Floats sums, int sumsOffset) {
        Gemm.within("x", x, xOffset, rows == 0 ? 0 : (long) (rows - 1) * stride + columns);
        Gemm.within("sums", sums, sumsOffset, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                sums.set(sumsOffset + c, sums.get(sumsOffset + c) + x.get(xOffset + r * stride + c));
            }
        }
    }

    private static double maximum(Floats x, int from, int columns) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < columns; c++) {
            max = Math.max(max, x.get(from + c));
        }
        return max;
    }

    private static double sumOfExponentials(Floats x, int from, int columns, double max) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            sum += Math.exp(x.get(from + c) - max);
        }
        return sum;
    }
}
