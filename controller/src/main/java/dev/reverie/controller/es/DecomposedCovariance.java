package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.Arrays;

/**
 * C by its elements, with its principal axes C = B D² Bᵀ for sampling: the tutorial's form. The axes are taken anew only when C has changed
 * enough to be worth O(n³), so they lag behind.
 */
final class DecomposedCovariance implements Covariance {
    /** Beyond this ratio of eigenvalues, rounding would make the least of them meaningless, or negative. */
    private static final double MAX_CONDITION = 1e14;
    /** Rows that one thread updates at a time. */
    private static final int ROWS = 16;

    /** The lower triangle: row i has its first i + 1 elements. */
    private final double[][] rows;
    private Columns directions;
    private double[] scales;
    private long decomposedAt;

    private DecomposedCovariance(double[][] rows, Columns directions, double[] scales, long decomposedAt) {
        this.rows = rows;
        this.directions = directions;
        this.scales = scales;
        this.decomposedAt = decomposedAt;
    }

    static DecomposedCovariance identity(int n) {
        var rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[i + 1];
            rows[i][i] = 1;
        }
        var scales = new double[n];
        Arrays.fill(scales, 1);
        return new DecomposedCovariance(rows, Columns.identity(n), scales, 0);
    }

    static DecomposedCovariance read(StrategyState state) {
        int n = state.size();
        var rows = state.rows("covariance", n, n);
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(rows[i], i + 1);
        }
        return new DecomposedCovariance(rows, new Columns(state.rows("directions", n, n)), state.doubles("scales", n),
                state.whole("decomposedAt"));
    }

    @Override
    public StrategyState write(StrategyState state) {
        int n = rows.length;
        var whole = new double[n][n];
        double[] elements = elements();
        for (int i = 0; i < n; i++) {
            System.arraycopy(elements, i * n, whole[i], 0, n);
        }
        return state.with("covariance", whole).with("directions", directions.columns()).with("scales", scales).with("decomposedAt",
                decomposedAt);
    }

    @Override
    public double[] elements() {
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

    /** Evaluations when the axes were last taken. */
    long decomposedAt() {
        return decomposedAt;
    }

    @Override
    public double[][] steps(Pool pool, double[][] z) {
        var stretched = new double[z.length][];
        for (int k = 0; k < z.length; k++) {
            stretched[k] = z[k].clone();
            for (int i = 0; i < scales.length; i++) {
                stretched[k][i] *= scales[i];
            }
        }
        return directions.times(pool, stretched); // y = B D z (39)
    }

    @Override
    public double[] normals(Pool pool, double[] y) {
        double[] z = directions.transposeTimes(y);
        for (int i = 0; i < z.length; i++) {
            z[i] /= scales[i];
        }
        return z;
    }

    /** B z: since y = B D z, this is C^−½ y without a division. */
    @Override
    public double[] whitened(Pool pool, double[] z) {
        return directions.times(pool, z);
    }

    @Override
    public void learn(Pool pool, CmaConstants constants, Lesson lesson) {
        update(pool, lesson.keep(), lesson.allWeights(), Lesson.and(lesson.y(), lesson.path()));
        if (lesson.evaluations() - decomposedAt > constants.decompositionInterval()) { // B.2
            decompose();
            decomposedAt = lesson.evaluations();
        }
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
            Combination.add(vectors, coefficients, keep, rows[i], 0, i + 1);
        }
    }

    /**
     * The principal axes, O(n³). Where C has become so narrow that its condition number passes 10^14, it is first widened equally in all
     * directions, which leaves the directions as they are.
     */
    void decompose() {
        var eigen = SymmetricEigen.of(elements(), rows.length);
        double[] values = eigen.values();
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double missing = Math.max(0, greatest / MAX_CONDITION - least);
        scales = new double[values.length];
        for (int i = 0; i < scales.length; i++) {
            rows[i][i] += missing;
            scales[i] = Math.sqrt(values[i] + missing);
        }
        directions = new Columns(eigen.vectors());
    }
}
