package dev.reverie.compute.plain;

import dev.reverie.compute.Gemm;

/**
 * B in heap arrays, cut into panels of at most {@link #DEPTH} by {@link #WIDTH} that stay in a core's second-level cache; panel follows panel, each dense.
 */
record Panels(int k, int n, float[] values) implements Gemm.Packed {
    /** Products are summed over so many rows of B before they join the total. It fixes the order of every sum, so it must not depend on the shape. */
    static final int DEPTH = 256;
    static final int WIDTH = 512;

    static Panels allocate(Gemm.Shape shape) {
        return new Panels(shape.k(), shape.n(), new float[Math.multiplyExact(shape.k(), shape.n())]);
    }

    /** Where the panel of row {@code p} and column {@code j} begins. */
    int offset(int p, int j) {
        return p * n + Math.min(DEPTH, k - p) * j;
    }
}
