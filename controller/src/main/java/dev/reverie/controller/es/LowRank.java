package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * The spectrum of Σ_k weights[k] v_k v_kᵀ for a few vectors of many elements: its eigenvalues that are not 0, without ever forming the
 * matrix.
 *
 * <p>A function of κ I + Σ is then f(κ) I + Σ_i (f(κ + λ_i) − f(κ)) u_i u_iᵀ, which costs O(n r) to apply to a vector. With m vectors it
 * takes O(n m²).
 *
 * @param values
 *            λ, [r], r at most m and at most n
 * @param directions
 *            u, orthonormal, [r][n]
 * @param mixing
 *            u as combinations of v, [r][m]; empty where they are too near to each other for that
 */
record LowRank(double[] values, double[][] directions, double[][] mixing) {
    /** A vector whose part outside the others is shorter than this share of it adds no direction. */
    private static final double DEPENDENT = 1e-10;
    /** Where every vector's part outside those before it is at least this share of it, combinations lose few digits. */
    private static final double DISTINCT = 0.1;

    /**
     * @param weights
     *            [m], of any sign
     * @param vectors
     *            v, [m][n], not modified
     */
    static LowRank of(Pool pool, double[] weights, double[][] vectors) {
        if (2 * vectors.length <= vectors[0].length) {
            var lower = cholesky(gram(pool, vectors));
            if (lower != null) {
                return byCombinations(pool, weights, vectors, lower);
            }
        }
        return byProjections(weights, vectors);
    }

    /** A u for all directions, from A v. */
    double[][] images(Pool pool, Columns matrix, double[][] vectors, double[][] imagesOfVectors) {
        if (mixing.length == 0) {
            return matrix.times(pool, directions);
        }
        var images = new double[directions.length][vectors[0].length];
        Combination.add(pool, imagesOfVectors, mixing, 1, images);
        return images;
    }

    private static double[][] gram(Pool pool, double[][] v) {
        var gram = new double[v.length][v.length];
        pool.run(v.length, k -> {
            for (int j = 0; j <= k; j++) {
                gram[k][j] = Combination.dot(v[k], v[j]);
            }
        });
        return gram;
    }

    /** L with L Lᵀ = G, or null where vectors are too near to each other. G's lower triangle is read. */
    private static double[][] cholesky(double[][] g) {
        int m = g.length;
        var l = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = g[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i == j && !(rest > DISTINCT * DISTINCT * g[i][i])) {
                    return null;
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return l;
    }

    /** With V = L Q, Q orthonormal: Vᵀ S V = Qᵀ (Lᵀ S L) Q, whose eigenvectors W give u = Wᵀ Q = Wᵀ L⁻¹ V. */
    private static LowRank byCombinations(Pool pool, double[] weights, double[][] v, double[][] l) {
        int m = v.length;
        var inner = new double[m * m];
        for (int k = 0; k < m; k++) {
            accumulate(inner, m, weights[k], l[k], k + 1);
        }
        var eigen = SymmetricEigen.of(inner, m);
        double[][] mixing = eigen.vectors();
        for (double[] w : mixing) { // w ← w L⁻¹, from the last element on
            for (int j = m - 1; j >= 0; j--) {
                double rest = w[j];
                for (int k = j + 1; k < m; k++) {
                    rest -= w[k] * l[k][j];
                }
                w[j] = rest / l[j][j];
            }
        }
        var directions = new double[m][v[0].length];
        Combination.add(pool, v, mixing, 1, directions);
        return new LowRank(eigen.values(), directions, mixing);
    }

    /** Σ += weight · c cᵀ. */
    private static void accumulate(double[] sum, int width, double weight, double[] c, int length) {
        for (int i = 0; i < length; i++) {
            double scaled = weight * c[i];
            for (int j = 0; j < length; j++) {
                sum[i * width + j] += scaled * c[j];
            }
        }
    }

    private static LowRank byProjections(double[] weights, double[][] vectors) {
        var basis = new ArrayList<double[]>();
        var coordinates = new double[vectors.length][];
        for (int k = 0; k < vectors.length; k++) {
            coordinates[k] = orthogonalise(vectors[k], basis);
        }
        int r = basis.size();
        if (r == 0) {
            return new LowRank(new double[0], new double[0][], new double[0][]);
        }
        var inner = new double[r * r];
        for (int k = 0; k < vectors.length; k++) {
            accumulate(inner, r, weights[k], coordinates[k], coordinates[k].length);
        }
        var eigen = SymmetricEigen.of(inner, r);
        var q = basis.toArray(double[][]::new);
        var directions = new double[r][vectors[0].length];
        for (int i = 0; i < r; i++) {
            Combination.add(q, eigen.vectors()[i], 1, directions[i], 0, directions[i].length);
        }
        return new LowRank(eigen.values(), directions, new double[0][]);
    }

    /** Gram and Schmidt, twice, which makes it exact; the basis grows by what is new in v. Returns v in the basis. */
    private static double[] orthogonalise(double[] v, ArrayList<double[]> basis) {
        double length = CmaState.norm(v);
        var rest = v.clone();
        var along = new double[basis.size() + 1];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < basis.size(); i++) {
                double[] q = basis.get(i);
                double part = Combination.dot(q, rest);
                along[i] += part;
                for (int j = 0; j < rest.length; j++) {
                    rest[j] -= part * q[j];
                }
            }
        }
        double left = CmaState.norm(rest);
        if (basis.size() == v.length || !(left > DEPENDENT * length)) {
            return Arrays.copyOf(along, basis.size());
        }
        along[basis.size()] = left;
        for (int j = 0; j < rest.length; j++) {
            rest[j] /= left;
        }
        basis.add(rest);
        return along;
    }
}
