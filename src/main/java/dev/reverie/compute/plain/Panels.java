package dev.reverie.compute.plain;

import dev.reverie.compute.Gemm;

/**
 * B in heap arrays: stripes of at most {@link #WIDTH} columns, of which {@link #DEPTH} rows at a time stay in a core's second-level cache.
 *
 * @param stripes
 *            [stripe][row][column]; a row is an array of its own, since the JIT compiler vectorises sums over arrays but not over parts of
 *            one
 */
record Panels(int k, int n, float[][][] stripes) implements Gemm.Packed {
    /**
     * Products are summed over so many rows of B before they join the total. It fixes the order of every sum, so it must not depend on the
     * shape.
     */
    static final int DEPTH = 256;
    static final int WIDTH = 512;

    static Panels allocate(Gemm.Shape shape) {
        var stripes = new float[(shape.n() + WIDTH - 1) / WIDTH][][];
        for (int s = 0; s < stripes.length; s++) {
            stripes[s] = new float[shape.k()][Math.min(WIDTH, shape.n() - s * WIDTH)];
        }
        return new Panels(shape.k(), shape.n(), stripes);
    }
}
