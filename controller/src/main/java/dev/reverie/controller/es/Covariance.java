package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.Arrays;

/** The covariance C of CMA-ES, symmetric; its lower triangle is kept and updated in place. Belongs to its strategy. */
final class Covariance {
    /** Beyond this ratio of eigenvalues, rounding would make the least of them meaningless, or negative. */
    private static final double MOST_CONDITION = 1e14;
    /** Rows that one thread updates at a time. */
    private static final int ROWS = 16;

    /** Row i has its first i + 1 elements. */
    private final double[][] rows;

    private Covariance(double[][] rows) {
        this.rows = rows;
    }

    static Covariance identity(int n) {
        var rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[i + 1];
            rows[i][i] = 1;
        }
        return new Covariance(rows);
    }

    /** From all elements, [n, n]; those above the diagonal are not looked at. */
    static Covariance of(double[] elements, int n) {
        var rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(elements, i * n, i * n + i + 1);
        }
        return new Covariance(rows);
    }

    /** All elements, [n, n]. */
    double[] elements() {
        int n = rows.length;
        var elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                elements[i * n + j] = rows[i][j];
                elements[j * n + i] = rows[i][j];
            }
        }
        return elements;
    }

    /**
     * C ← keep · C + Σ_k weights[k] · v_k v_kᵀ: equation (47).
     *
     * @param weights
     *            [m]
     * @param vectors
     *            v, [m][n], not modified
     */
    void update(Pool pool, double keep, double[] weights, double[][] vectors) {
        int parts = (rows.length + ROWS - 1) / ROWS;
        // The long rows first, so that the threads end together.
        pool.run(parts, part -> updateRows((parts - 1 - part) * ROWS, keep, weights, vectors));
    }

    private void updateRows(int first, double keep, double[] weights, double[][] vectors) {
        var coefficients = new double[weights.length];
        for (int i = first; i < Math.min(rows.length, first + ROWS); i++) {
            for (int k = 0; k < weights.length; k++) {
                coefficients[k] = weights[k] * vectors[k][i];
            }
            for (int j = 0; j <= i; j++) {
                rows[i][j] *= keep;
            }
            Combination.add(vectors, coefficients, 0, weights.length, rows[i], 0, i + 1);
        }
    }

    /**
     * The principal axes, O(n³). Where C has become so narrow that its condition number passes 10^14, it is first widened equally in all directions,
     * which leaves the directions as they are.
     */
    Axes axes() {
        var eigen = SymmetricEigen.of(elements(), rows.length);
        double[] values = eigen.values();
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double missing = Math.max(0, greatest / MOST_CONDITION - least);
        var scales = new double[values.length];
        for (int i = 0; i < scales.length; i++) {
            rows[i][i] += missing;
            scales[i] = Math.sqrt(values[i] + missing);
        }
        return new Axes(eigen.vectors(), scales);
    }
}
