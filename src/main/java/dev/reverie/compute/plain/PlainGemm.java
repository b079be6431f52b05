package dev.reverie.compute.plain;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Precision;
import java.util.Arrays;

/**
 * {@link Gemm} in plain Java, by panels of B ({@link Panels}) and rows of A.
 *
 * <p>A row of A times a panel of B is a sum of B's rows, which the JIT compiler vectorises ({@link RowProduct}). Products are added in the
 * order of k within a panel, and panels in theirs, so an element of C has the same bits whatever rows and columns surround it.
 */
public final class PlainGemm implements Gemm {
    /** Rows of A that are copied at a time. */
    private static final int ROWS = 32;

    private final Shape shape;
    private final float[] rowsOfA;
    private final float[] columnOfA;
    private final float[] sum;
    private final float[] total;
    private float[][] panel;

    public PlainGemm(Shape shape) {
        this.shape = shape;
        rowsOfA = new float[ROWS * Math.min(Panels.DEPTH, shape.k())];
        columnOfA = new float[ROWS];
        sum = new float[Math.min(Panels.WIDTH, shape.n())];
        total = new float[sum.length];
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Packed allocate() {
        return Panels.allocate(shape);
    }

    @Override
    public void pack(Floats b, int offset, Packed into) {
        Gemm.within("b", b, offset, shape.bSize());
        var panels = panels(into);
        for (int p = 0; p < shape.k(); p += Panels.DEPTH) {
            for (int j = 0; j < shape.n(); j += Panels.WIDTH) {
                copyPanel(b, offset, p, j, panels.stripes()[j / Panels.WIDTH], p);
            }
        }
    }

    @Override
    public void run(Floats a, int aOffset, Floats b, int bOffset, Floats bias, int biasOffset, Floats c, int cOffset) {
        Gemm.within("b", b, bOffset, shape.bSize());
        check(a, aOffset, bias, biasOffset, c, cOffset);
        if (panel == null) {
            panel = new float[Math.min(Panels.DEPTH, shape.k())][sum.length];
        }
        for (int j = 0; j < shape.n(); j += Panels.WIDTH) {
            for (int p = 0; p < shape.k(); p += Panels.DEPTH) {
                copyPanel(b, bOffset, p, j, panel, 0);
                multiply(a, aOffset, panel, 0, p, j, bias, biasOffset, c, cOffset);
            }
        }
    }

    @Override
    public void run(Floats a, int aOffset, Packed b, Floats bias, int biasOffset, Floats c, int cOffset) {
        check(a, aOffset, bias, biasOffset, c, cOffset);
        var panels = panels(b);
        for (int j = 0; j < shape.n(); j += Panels.WIDTH) {
            for (int p = 0; p < shape.k(); p += Panels.DEPTH) {
                multiply(a, aOffset, panels.stripes()[j / Panels.WIDTH], p, p, j, bias, biasOffset, c, cOffset);
            }
        }
    }

    private void check(Floats a, int aOffset, Floats bias, int biasOffset, Floats c, int cOffset) {
        Gemm.within("a", a, aOffset, shape.aSize());
        Gemm.within("c", c, cOffset, shape.cSize());
        if (shape.bias()) {
            if (bias == null) {
                throw new IllegalArgumentException("bias must have " + shape.n() + " floats, was null");
            }
            Gemm.within("bias", bias, biasOffset, shape.n());
        }
    }

    private Panels panels(Packed packed) {
        if (packed instanceof Panels panels && panels.k() == shape.k() && panels.n() == shape.n()) {
            return panels;
        }
        throw new IllegalArgumentException("packed weights must come from this plan's allocate(), were " + packed);
    }

    private int depth(int p) {
        return Math.min(Panels.DEPTH, shape.k() - p);
    }

    private int width(int j) {
        return Math.min(Panels.WIDTH, shape.n() - j);
    }

    /** Copies a panel of B into rows from {@code first} on. */
    private void copyPanel(Floats b, int offset, int p, int j, float[][] into, int first) {
        int depth = depth(p);
        int width = width(j);
        if (shape.transposeB()) {
            var column = new float[depth];
            for (int x = 0; x < width; x++) {
                b.read(offset + (j + x) * shape.ldb() + p, column, 0, depth);
                for (int q = 0; q < depth; q++) {
                    into[first + q][x] = column[q];
                }
            }
        } else {
            for (int q = 0; q < depth; q++) {
                b.read(offset + (p + q) * shape.ldb() + j, into[first + q], 0, width);
            }
        }
        if (shape.precision() == Precision.BF16) {
            for (int q = 0; q < depth; q++) {
                Bfloat16.round(into[first + q], 0, width);
            }
        }
    }

    /** Adds A's columns from p on times the panel to C's columns from j on, beginning with the first panel and finishing with the last. */
    private void multiply(Floats a, int aOffset, float[][] b, int firstRow, int p, int j, Floats bias, int biasOffset, Floats c,
            int cOffset) {
        int depth = depth(p);
        int width = width(j);
        boolean first = p == 0 && !shape.accumulate();
        boolean last = p + depth == shape.k();
        for (int i = 0; i < shape.m(); i += ROWS) {
            int rows = Math.min(ROWS, shape.m() - i);
            copyRows(a, aOffset, i, rows, p, depth);
            for (int r = 0; r < rows; r++) {
                Arrays.fill(sum, 0, width, 0);
                RowProduct.add(rowsOfA, r * depth, depth, b, firstRow, width, sum);
                int to = cOffset + (i + r) * shape.ldc() + j;
                if (!first) {
                    c.read(to, total, 0, width);
                    RowProduct.add(total, width, sum);
                }
                if (last) {
                    finish(width, bias, biasOffset + j);
                }
                c.write(to, sum, 0, width);
            }
        }
    }

    private void copyRows(Floats a, int aOffset, int i, int rows, int p, int depth) {
        if (shape.transposeA()) {
            for (int q = 0; q < depth; q++) {
                a.read(aOffset + (p + q) * shape.lda() + i, columnOfA, 0, rows);
                for (int r = 0; r < rows; r++) {
                    rowsOfA[r * depth + q] = columnOfA[r];
                }
            }
        } else {
            for (int r = 0; r < rows; r++) {
                a.read(aOffset + (i + r) * shape.lda() + p, rowsOfA, r * depth, depth);
            }
        }
        if (shape.precision() == Precision.BF16) {
            Bfloat16.round(rowsOfA, 0, rows * depth);
        }
    }

    private void finish(int width, Floats bias, int biasOffset) {
        if (shape.bias()) {
            bias.read(biasOffset, total, 0, width);
            RowProduct.add(total, width, sum);
        }
        if (shape.activation() != Activation.NONE) {
            for (int x = 0; x < width; x++) {
                sum[x] = (float) shape.activation().of(sum[x]);
            }
        }
    }
}
