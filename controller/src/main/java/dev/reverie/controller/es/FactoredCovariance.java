package dev.reverie.controller.es;

import dev.reverie.compute.Pool;

/**
 * C = A Aᵀ by its factor A alone, which follows every generation exactly and needs no decomposition: O(n² m) for m selected steps, where n³
 * would be most of the work.
 *
 * <p>A step is y = A z, so that the new C = κ C + Σ w y yᵀ is A (κ I + Σ w z zᵀ) Aᵀ. The matrix in the middle is one of few directions away
 * from κ I; its square root costs O(n m²) ({@link LowRank}), and A times that root is the new factor. The path p_c is followed in z, too.
 * The idea is that of Suttorp, Hansen and Igel, "Efficient covariance matrix update for variable metric evolution strategies", 2009, here
 * for all steps of a generation at once and without their restriction to positive weights.
 *
 * <p>A is a square root of C, but not the symmetric one: the two differ by a rotation that grows slowly. The path of the step size is
 * followed in the coordinates of A, as Beyer and Sendhoff, "Simplify your covariance matrix adaptation evolution strategy", 2017, do; its
 * length is what counts.
 */
final class FactoredCovariance implements Covariance {
    /** Below this share of κ a variance is not diminished in one generation. */
    private static final double MIN_SHARE = 1e-3;

    private final Columns factor;
    private double[] pathNormals;

    private FactoredCovariance(Columns factor, double[] pathNormals) {
        this.factor = factor;
        this.pathNormals = pathNormals;
    }

    static FactoredCovariance identity(int n) {
        return new FactoredCovariance(Columns.identity(n), new double[n]);
    }

    static FactoredCovariance read(StrategyState state) {
        int n = state.size();
        return new FactoredCovariance(new Columns(state.rows("factorColumns", n, n)), state.doubles("pathNormals", n));
    }

    @Override
    public StrategyState write(StrategyState state) {
        return state.with("factorColumns", factor.columns()).with("pathNormals", pathNormals);
    }

    @Override
    public double[][] steps(Pool pool, double[][] z) {
        return factor.times(pool, z);
    }

    @Override
    public double[] normals(Pool pool, double[] y) {
        throw new UnsupportedOperationException("A is never inverted");
    }

    @Override
    public double[] whitened(Pool pool, double[] z) {
        return z;
    }

    @Override
    public void learn(Pool pool, CmaConstants constants, Lesson lesson) {
        int n = factor.size();
        double kappa = lesson.keep();
        var path = new double[n];
        for (int i = 0; i < n; i++) {
            path[i] = lesson.pathKept() * pathNormals[i] + lesson.pathGain() * lesson.selected()[i];
        }
        double[][] normals = Lesson.and(lesson.z(), path);
        var middle = LowRank.of(pool, lesson.allWeights(), normals);
        int r = middle.values().length;
        var grown = new double[r];
        var shrunk = new double[r];
        double root = Math.sqrt(kappa);
        for (int i = 0; i < r; i++) {
            double sd = Math.sqrt(Math.max(kappa + middle.values()[i], MIN_SHARE * kappa));
            grown[i] = sd - root;
            shrunk[i] = (1 / sd - 1 / root) * Combination.dot(middle.directions()[i], path);
        }
        double[][] images = middle.images(pool, factor, normals, Lesson.and(lesson.y(), lesson.path()));
        factor.multiply(pool, root, grown, middle.directions(), images);
        for (int i = 0; i < n; i++) {
            path[i] /= root;
        }
        Combination.add(middle.directions(), shrunk, 1, path, 0, n);
        pathNormals = path;
    }

    @Override
    public double[] elements() {
        return factor.gram();
    }
}
