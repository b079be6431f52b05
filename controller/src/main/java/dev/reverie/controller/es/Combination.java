package dev.reverie.controller.es;

import dev.reverie.compute.Pool;

/**
 * The inner loops of strategies with a full covariance: many linear combinations of many vectors at once, which is a product of matrices. One result from
 * four vectors at a time, in tiles that stay in cache: of all such loops that one is vectorised by the JIT compilers of Java 17 and 25, 22 GFLOP/s a core;
 * from six vectors, or for two results, it stays at 10.
 */
final class Combination {
    /** Elements of a vector in a tile, at most: long enough for the vector units, and a few of them fit the first-level cache. */
    private static final int TILE = 256;
    /** How many of what there is more of, vectors or results, are worked on with all of the other. */
    private static final int BLOCK = 8;

    private Combination() {
    }

    /**
     * into[o][i] += Σ_v coefficients[o][v] · vectors[v][i], cut by elements for the threads.
     *
     * @param vectors
     *            [V][n], not modified
     * @param coefficients
     *            [O][V], not modified
     * @param into
     *            [O][n]
     */
    static void add(Pool pool, double[][] vectors, double[][] coefficients, double[][] into) {
        if (into.length == 0) {
            return;
        }
        int n = into[0].length;
        int parts = 2 * ((n + 2 * TILE - 1) / (2 * TILE)); // even, for an even number of threads
        int tile = (n + parts - 1) / parts;
        pool.run(parts, part -> tile(vectors, coefficients, into, Math.min(n, part * tile), Math.min(n, (part + 1) * tile)));
    }

    private static void tile(double[][] vectors, double[][] coefficients, double[][] into, int from, int to) {
        if (vectors.length > into.length) {
            for (int v = 0; v < vectors.length; v += BLOCK) {
                block(vectors, v, Math.min(vectors.length, v + BLOCK), coefficients, into, 0, into.length, from, to);
            }
        } else {
            for (int o = 0; o < into.length; o += BLOCK) {
                block(vectors, 0, vectors.length, coefficients, into, o, Math.min(into.length, o + BLOCK), from, to);
            }
        }
    }

    private static void block(double[][] vectors, int firstVector, int lastVector, double[][] coefficients, double[][] into, int first,
            int last, int from, int to) {
        int v = firstVector;
        for (; v + 4 <= lastVector; v += 4) {
            for (int o = first; o < last; o++) {
                four(vectors, v, coefficients[o], into[o], from, to);
            }
        }
        for (; v < lastVector; v++) {
            for (int o = first; o < last; o++) {
                addScaled(vectors[v], coefficients[o][v], into[o], from, to);
            }
        }
    }

    private static void four(double[][] x, int v, double[] a, double[] y, int from, int to) {
        four(x[v], x[v + 1], x[v + 2], x[v + 3], a[v], a[v + 1], a[v + 2], a[v + 3], y, from, to);
    }

    private static void four(double[] x0, double[] x1, double[] x2, double[] x3, double a0, double a1, double a2, double a3, double[] y,
            int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += a0 * x0[i] + a1 * x1[i] + a2 * x2[i] + a3 * x3[i];
        }
    }

    private static void addScaled(double[] x, double a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += a * x[i];
        }
    }

    /**
     * into[i] += Σ_v coefficients[v] · vectors[v][i], v in {@code first..last-1}, i in {@code from..to-1}. The bits of an element depend on neither of
     * {@code from} and {@code to}.
     */
    static void add(double[][] vectors, double[] coefficients, int first, int last, double[] into, int from, int to) {
        int v = first;
        for (; v + 4 <= last; v += 4) {
            four(vectors, v, coefficients, into, from, to);
        }
        for (; v < last; v++) {
            addScaled(vectors[v], coefficients[v], into, from, to);
        }
    }

    /** Σ x_i y_i, in four partial sums, so that an addition need not wait for the one before. */
    static double dot(double[] x, double[] y) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int whole = x.length - x.length % 4;
        for (int i = 0; i < whole; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (int i = whole; i < x.length; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
