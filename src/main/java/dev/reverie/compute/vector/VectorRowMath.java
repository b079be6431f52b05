package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.RowMath;
import jdk.incubator.vector.VectorOperators;

/** {@link RowMath}. Partial vectors are filled with −∞, which neither the maximum nor the sum of exponentials sees. */
final class VectorRowMath implements RowMath {
    @Override
    public void softmax(Floats x, int xOffset, Floats y, int yOffset, int rows, int columns) {
        Gemm.within("x", x, xOffset, (long) rows * columns);
        Gemm.within("y", y, yOffset, (long) rows * columns);
        for (int r = 0; r < rows; r++) {
            int from = xOffset + r * columns;
            int to = yOffset + r * columns;
            float sum = exponentials(x, from, y, to, columns, maximum(x, from, columns));
            scale(y, to, columns, 1 / sum);
        }
    }

    @Override
    public void logSumExp(Floats x, int xOffset, int rows, int columns, Floats y, int yOffset) {
        Gemm.within("x", x, xOffset, (long) rows * columns);
        Gemm.within("y", y, yOffset, rows);
        for (int r = 0; r < rows; r++) {
            int from = xOffset + r * columns;
            float max = maximum(x, from, columns);
            y.set(yOffset + r, Float.isInfinite(max) ? max : max + (float) Math.log(exponentials(x, from, null, 0, columns, max)));
        }
    }

    @Override
    public void addColumnSums(Floats x, int xOffset, int stride, int rows, int columns, Floats sums, int sumsOffset) {
        Gemm.within("x", x, xOffset, rows == 0 ? 0 : (long) (rows - 1) * stride + columns);
        Gemm.within("sums", sums, sumsOffset, columns);
        Object from = Lanes.view(x);
        Object to = Lanes.view(sums);
        int whole = columns - columns % L;
        for (int c = 0; c < whole; c += L) {
            addColumns(from, xOffset + c, stride, rows, to, sumsOffset + c);
        }
        for (int c = whole; c < columns; c++) {
            float sum = sums.get(sumsOffset + c);
            for (int r = 0; r < rows; r++) {
                sum += x.get(xOffset + r * stride + c);
            }
            sums.set(sumsOffset + c, sum);
        }
    }

    private static void addColumns(Object x, int xOffset, int stride, int rows, Object sums, int sumsOffset) {
        var sum = Lanes.load(sums, sumsOffset);
        for (int r = 0; r < rows; r++) {
            sum = sum.add(Lanes.load(x, xOffset + r * stride));
        }
        Lanes.store(sum, sums, sumsOffset);
    }

    private static float maximum(Floats x, int from, int columns) {
        int whole = columns - columns % L;
        float max = Float.NEGATIVE_INFINITY;
        if (whole > 0) {
            max = maximum(Lanes.view(x), from, whole);
        }
        for (int i = whole; i < columns; i++) {
            max = Math.max(max, x.get(from + i));
        }
        return max;
    }

    private static float maximum(Object x, int from, int whole) {
        var max = Lanes.load(x, from);
        for (int i = L; i < whole; i += L) {
            max = max.max(Lanes.load(x, from + i));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    /** Σ exp(x − max), writing the terms to y unless it is null. */
    private static float exponentials(Floats x, int from, Floats y, int to, int columns, float max) {
        int whole = columns - columns % L;
        float sum = 0;
        Object source = Lanes.view(x);
        Object target = y == null ? null : Lanes.view(y);
        for (int i = 0; i < whole; i += L) {
            var e = VectorMath.exp(Lanes.load(source, from + i).sub(max));
            if (target != null) {
                Lanes.store(e, target, to + i);
            }
            sum += e.reduceLanes(VectorOperators.ADD);
        }
        if (whole < columns) {
            int count = columns - whole;
            var e = VectorMath.exp(Lanes.loadTail(x, from + whole, count, Float.NEGATIVE_INFINITY).sub(max));
            if (target != null) {
                Lanes.storeTail(e, y, to + whole, count);
            }
            sum += sum(e, count);
        }
        return sum;
    }

    private static float sum(jdk.incubator.vector.FloatVector e, int count) {
        var lanes = e.toArray();
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += lanes[i];
        }
        return sum;
    }

    private static void scale(Floats y, int to, int columns, float factor) {
        Object view = Lanes.view(y);
        int whole = columns - columns % L;
        for (int i = 0; i < whole; i += L) {
            Lanes.store(Lanes.load(view, to + i).mul(factor), view, to + i);
        }
        for (int i = whole; i < columns; i++) {
            y.set(to + i, y.get(to + i) * factor);
        }
    }
}
