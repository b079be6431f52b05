package dev.reverie.compute.onednn;

import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;

/**
 * A product with one row, done as one of two.
 *
 * <p>oneDNN multiplies a lone row by another kernel, whose sums are rounded differently; with two rows and more, a row's bits do not depend
 * on how many there are. So a batch can be cut anywhere, down to one row, and nothing changes.
 */
final class SingleRow implements Gemm {
    private final Shape shape;
    private final OneDnnGemm pair;
    private final Floats a;
    private final Floats c;

    SingleRow(Shape shape, Elementwise elementwise) {
        this.shape = shape;
        this.pair = new OneDnnGemm(
                new Shape(2, shape.k(), shape.n(), false, shape.transposeB(), shape.k(), shape.ldb(), shape.n(), shape.accumulate(),
                        shape.bias(), shape.activation(), shape.precision()),
                elementwise);
        this.a = Floats.allocate(2 * shape.k());
        this.c = Floats.allocate(2 * shape.n());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public Packed allocate() {
        return pair.allocate();
    }

    @Override
    public void pack(Floats b, int offset, Packed into) {
        pair.pack(b, offset, into);
    }

    @Override
    public void run(Floats a, int aOffset, Floats b, int bOffset, Floats bias, int biasOffset, Floats c, int cOffset) {
        begin(a, aOffset, c, cOffset);
        pair.run(this.a, 0, b, bOffset, bias, biasOffset, this.c, 0);
        c.put(cOffset, this.c, 0, shape.n());
    }

    @Override
    public void run(Floats a, int aOffset, Packed b, Floats bias, int biasOffset, Floats c, int cOffset) {
        begin(a, aOffset, c, cOffset);
        pair.run(this.a, 0, b, bias, biasOffset, this.c, 0);
        c.put(cOffset, this.c, 0, shape.n());
    }

    /** The row of A, beside a row of zeros; and of C, where it is added to. */
    private void begin(Floats from, int aOffset, Floats to, int cOffset) {
        Gemm.within("a", from, aOffset, shape.aSize());
        Gemm.within("c", to, cOffset, shape.cSize());
        if (shape.transposeA()) {
            for (int i = 0; i < shape.k(); i++) {
                a.set(i, from.get(aOffset + i * shape.lda()));
            }
        } else {
            a.put(0, from, aOffset, shape.k());
        }
        if (shape.accumulate()) {
            c.put(0, to, cOffset, shape.n());
        }
    }

    @Override
    public void close() {
        pair.close();
        Floats.freeAll(a, c);
    }

    @Override
    public String toString() {
        return pair.toString();
    }
}
