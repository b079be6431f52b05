package dev.reverie.compute.plain;

import dev.reverie.compute.Combinations;

/**
 * {@link Combinations} in tiles that stay in cache, by a loop that the JIT compilers of Java 17 and 25 vectorise: one result from four
 * vectors. From six vectors, or for two results, they do not.
 */
final class PlainCombinations implements Combinations {
    /** Elements of a vector in a tile, at most: long enough for the vector units, and a few of them fit the first-level cache. */
    private static final int TILE = 256;
    /** How many of what there is more of, vectors or results, are worked on with all of the other. A multiple of four. */
    private static final int BLOCK = 8;

    @Override
    public void add(double[][] vectors, double[][] coefficients, double scale, double[][] into, int from, int to) {
        for (int i = from; i < to; i += TILE) {
            tile(vectors, coefficients, scale, into, i, Math.min(to, i + TILE));
        }
    }

    private static void tile(double[][] vectors, double[][] coefficients, double scale, double[][] into, int from, int to) {
        if (scale != 1) {
            for (double[] result : into) {
                for (int i = from; i < to; i++) {
                    result[i] *= scale;
                }
            }
        }
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

    private static void block(double[][] x, int firstVector, int lastVector, double[][] coefficients, double[][] into, int first, int last,
            int from, int to) {
        int v = firstVector;
        for (; v + 4 <= lastVector; v += 4) {
            for (int o = first; o < last; o++) {
                double[] a = coefficients[o];
                four(x[v], x[v + 1], x[v + 2], x[v + 3], a[v], a[v + 1], a[v + 2], a[v + 3], into[o], from, to);
            }
        }
        for (; v < lastVector; v++) {
            for (int o = first; o < last; o++) {
                one(x[v], coefficients[o][v], into[o], from, to);
            }
        }
    }

    private static void four(double[] x0, double[] x1, double[] x2, double[] x3, double a0, double a1, double a2, double a3, double[] y,
            int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = y[i] + a0 * x0[i] + a1 * x1[i] + a2 * x2[i] + a3 * x3[i];
        }
    }

    private static void one(double[] x, double a, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] += a * x[i];
        }
    }
}
