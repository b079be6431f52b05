package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.Arrays;

/**
 * A square matrix by its columns, and its products with vectors, on all threads.
 *
 * @param columns
 *            [n][n]: column j is {@code columns[j]}
 */
record Columns(double[][] columns) {
    /** Elements of a product that one thread computes. */
    private static final int ELEMENTS = 256;

    static Columns identity(int n) {
        var columns = new double[n][n];
        for (int i = 0; i < n; i++) {
            columns[i][i] = 1;
        }
        return new Columns(columns);
    }

    int size() {
        return columns.length;
    }

    /**
     * The products with many vectors.
     *
     * @param x
     *            [N][n], not modified
     * @return [N][n]
     */
    double[][] times(Pool pool, double[][] x) {
        var products = new double[x.length][size()];
        Combination.add(pool, columns, x, 1, products);
        return products;
    }

    /** The product with one vector, [n]. */
    double[] times(Pool pool, double[] x) {
        int n = size();
        var product = new double[n];
        pool.run((n + ELEMENTS - 1) / ELEMENTS, part -> {
            int from = part * ELEMENTS;
            Combination.add(columns, x, 1, product, from, Math.min(n, from + ELEMENTS));
        });
        return product;
    }

    /** The product of the transpose with one vector, [n]. */
    double[] transposeTimes(double[] x) {
        return Arrays.stream(columns).mapToDouble(column -> Combination.dot(column, x)).toArray();
    }

    /**
     * A ← A (a I + Σ_i g_i u_i u_iᵀ), in place, O(n² r).
     *
     * @param a
     *            scale of the unit matrix
     * @param g
     *            [r]
     * @param u
     *            [r][n], not modified
     * @param products
     *            A u, [r][n], not modified
     */
    void multiply(Pool pool, double a, double[] g, double[][] u, double[][] products) {
        int n = size();
        var coefficients = new double[n][g.length];
        for (int i = 0; i < g.length; i++) {
            for (int j = 0; j < n; j++) {
                coefficients[j][i] = g[i] * u[i][j];
            }
        }
        Combination.add(pool, products, coefficients, a, columns);
    }

    /** A Aᵀ, [n, n] flat. */
    double[] gram() {
        int n = size();
        var gram = new double[n * n];
        for (var column : columns) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[i * n + j] += column[i] * column[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * n + i] = gram[i * n + j];
            }
        }
        return gram;
    }
}
