package dev.reverie.controller.es;

import dev.reverie.compute.Combinations;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Pool;

/** The inner loops of strategies with a full covariance, by the engine: linear combinations of vectors, which is a product of matrices. */
final class Combination {
    /** The elements of a part are a multiple of this, so that vector units are used fully. */
    private static final int WIDTH = 16;
    /** Elements of a part, at most. */
    private static final int MOST = 256;

    private Combination() {
    }

    /**
     * into[o][i] ← scale · into[o][i] + Σ_v coefficients[o][v] · vectors[v][i], cut by elements for the threads.
     *
     * @param vectors
     *            [V][n], not modified
     * @param coefficients
     *            [O][V], not modified
     * @param into
     *            [O][n]
     */
    static void add(Pool pool, double[][] vectors, double[][] coefficients, double scale, double[][] into) {
        if (into.length == 0) {
            return;
        }
        int n = into[0].length;
        int parts = 2 * ((n + 2 * MOST - 1) / (2 * MOST)); // even, for an even number of threads
        int size = (n + parts * WIDTH - 1) / (parts * WIDTH) * WIDTH;
        pool.run(parts, part -> kernel().add(vectors, coefficients, scale, into, Math.min(n, part * size), Math.min(n, (part + 1) * size)));
    }

    /**
     * into[i] ← scale · into[i] + Σ_v coefficients[v] · vectors[v][i], i in {@code from..to-1}.
     *
     * @param coefficients
     *            one a vector
     */
    static void add(double[][] vectors, double[] coefficients, double scale, double[] into, int from, int to) {
        kernel().add(vectors, new double[][]{coefficients}, scale, new double[][]{into}, from, to);
    }

    private static Combinations kernel() {
        return Engine.current().kernels().combinations();
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
