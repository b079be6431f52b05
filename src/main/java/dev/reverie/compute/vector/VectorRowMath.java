package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.RowMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link RowMath}. */
final class VectorRowMath implements RowMath {
    private static final VectorElementwise ELEMENTWISE = new VectorElementwise();
    private static final ThreadLocal<Floats> SCRATCH = ThreadLocal.withInitial(() -> Floats.allocate(512));

    /** One row, this thread's own. */
    static Floats scratch(int columns) {
        if (SCRATCH.get().size() < columns) {
            SCRATCH.set(Floats.allocate(columns));
        }
        return SCRATCH.get();
    }

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
        var scratch = scratch(columns);
        for (int r = 0; r < rows; r++) {
            int from = xOffset + r * columns;
            float max = maximum(x, from, columns);
            y.set(yOffset + r, Float.isInfinite(max) ? max : max + (float) Math.log(exponentials(x, from, scratch, 0, columns, max)));
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

    /** y = exp(x − max), returning the sum. */
    private static float exponentials(Floats x, int from, Floats y, int to, int columns, float max) {
        int whole = columns - columns % L;
        shift(Lanes.view(x), from, -max, Lanes.view(y), to, whole);
        for (int i = whole; i < columns; i++) {
            y.set(to + i, x.get(from + i) - max);
        }
        ELEMENTWISE.apply(Elementwise.Function.EXP, y, to, y, to, columns);
        float sum = sum(Lanes.view(y), to, whole);
        for (int i = whole; i < columns; i++) {
            sum += y.get(to + i);
        }
        return sum;
    }

    private static void shift(Object x, int from, float by, Object y, int to, int length) {
        for (int i = 0; i < length; i += L) {
            Lanes.store(Lanes.load(x, from + i).add(by), y, to + i);
        }
    }

    private static float sum(Object y, int at, int length) {
        var sum = FloatVector.zero(Lanes.F);
        for (int i = 0; i < length; i += L) {
            sum = sum.add(Lanes.load(y, at + i));
        }
        return sum.reduceLanes(VectorOperators.ADD);
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
