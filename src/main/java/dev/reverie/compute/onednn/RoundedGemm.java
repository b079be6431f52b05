package dev.reverie.compute.onednn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Precision;
import dev.reverie.compute.plain.Bfloat16;
import java.util.function.Function;

/** A bfloat16 product where the CPU has none: operands are rounded, and multiplied as they then are in f32. Right, but no faster. */
final class RoundedGemm implements Gemm {
    private final Shape shape;
    private final Gemm product;
    private final Floats a;
    private final float[] row;
    /** Made when B is first seen. */
    private Floats b;

    /**
     * @param f32
     *            makes the product itself
     */
    RoundedGemm(Shape shape, Function<Shape, Gemm> f32) {
        this.shape = shape;
        int widthA = shape.transposeA() ? shape.m() : shape.k();
        int widthB = shape.transposeB() ? shape.k() : shape.n();
        product = f32.apply(new Shape(shape.m(), shape.k(), shape.n(), shape.transposeA(), shape.transposeB(), widthA, widthB, shape.ldc(),
                shape.accumulate(), shape.bias(), shape.activation(), Precision.F32));
        a = Floats.allocate(shape.m() * shape.k());
        row = new float[Math.max(widthA, widthB)];
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Packed allocate() {
        return product.allocate();
    }

    @Override
    public void pack(Floats b, int offset, Packed into) {
        product.pack(roundedB(b, offset), 0, into);
    }

    @Override
    public void run(Floats a, int aOffset, Floats b, int bOffset, Floats bias, int biasOffset, Floats c, int cOffset) {
        product.run(roundedA(a, aOffset), 0, roundedB(b, bOffset), 0, bias, biasOffset, c, cOffset);
    }

    @Override
    public void run(Floats a, int aOffset, Packed b, Floats bias, int biasOffset, Floats c, int cOffset) {
        product.run(roundedA(a, aOffset), 0, b, bias, biasOffset, c, cOffset);
    }

    private Floats roundedA(Floats from, int offset) {
        Gemm.within("a", from, offset, shape.aSize());
        round(from, offset, shape.lda(), a, shape.transposeA() ? shape.k() : shape.m());
        return a;
    }

    private Floats roundedB(Floats from, int offset) {
        Gemm.within("b", from, offset, shape.bSize());
        b = b == null ? Floats.allocate(shape.k() * shape.n()) : b;
        round(from, offset, shape.ldb(), b, shape.transposeB() ? shape.n() : shape.k());
        return b;
    }

    private void round(Floats from, int offset, int stride, Floats into, int rows) {
        int width = into.size() / rows;
        for (int r = 0; r < rows; r++) {
            from.read(offset + r * stride, row, 0, width);
            Bfloat16.round(row, 0, width);
            into.write(r * width, row, 0, width);
        }
    }

    @Override
    public void close() {
        product.close();
        Floats.freeAll(a, b);
    }

    @Override
    public String toString() {
        return product + " of rounded operands";
    }
}
