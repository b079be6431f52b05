package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.Arrays;

/**
 * The principal axes of a covariance, C = B D² Bᵀ: what turns standard normals into steps.
 *
 * @param directions
 *            the columns of B, orthonormal, [n][n]: direction i is {@code directions[i]}
 * @param scales
 *            the diagonal of D, standard deviations along the directions, [n]
 */
record Axes(double[][] directions, double[] scales) {
    /** Candidates that share a pass over the directions: enough to be worth it, few enough to stay in cache. */
    private static final int CANDIDATES = 8;
    /** Directions that stay in cache from one candidate to the next. */
    private static final int DIRECTIONS = 8;
    /** Elements of a vector that one thread rotates. */
    private static final int ELEMENTS = 256;

    static Axes identity(int n) {
        var directions = new double[n][n];
        for (int i = 0; i < n; i++) {
            directions[i][i] = 1;
        }
        var scales = new double[n];
        Arrays.fill(scales, 1);
        return new Axes(directions, scales);
    }

    /**
     * y = B D z for many z: equation (39).
     *
     * @param z
     *            [N][n], not modified
     */
    double[][] stretched(Pool pool, double[][] z) {
        int n = scales.length;
        var y = new double[z.length][n];
        pool.run((z.length + CANDIDATES - 1) / CANDIDATES, part -> {
            int first = part * CANDIDATES;
            int last = Math.min(z.length, first + CANDIDATES);
            var along = new double[last - first][];
            for (int k = first; k < last; k++) {
                along[k - first] = scaled(z[k]);
            }
            for (int i = 0; i < n; i += DIRECTIONS) {
                for (int k = first; k < last; k++) {
                    Combination.add(directions, along[k - first], i, Math.min(n, i + DIRECTIONS), y[k], 0, n);
                }
            }
        });
        return y;
    }

    private double[] scaled(double[] z) {
        var scaled = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            scaled[i] = scales[i] * z[i];
        }
        return scaled;
    }

    /** B z: since y = B D z, this is C^−½ y without a division. */
    double[] rotated(Pool pool, double[] z) {
        int n = z.length;
        var rotated = new double[n];
        pool.run((n + ELEMENTS - 1) / ELEMENTS, part -> {
            int from = part * ELEMENTS;
            Combination.add(directions, z, 0, n, rotated, from, Math.min(n, from + ELEMENTS));
        });
        return rotated;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Axes o && Arrays.deepEquals(directions, o.directions) && Arrays.equals(scales, o.scales);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scales);
    }
}
