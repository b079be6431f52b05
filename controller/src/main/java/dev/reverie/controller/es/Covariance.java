package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.Arrays;

/**
 * The covariance C of CMA-ES: what turns standard normals z into steps y, and learns from those that were selected. Belongs to its
 * strategy.
 *
 * <p>Three forms, one choice a size: {@link DecomposedCovariance} is the tutorial's, {@link FactoredCovariance} never decomposes, {@link
 * DiagonalCovariance} has the diagonal alone.
 */
sealed interface Covariance permits DecomposedCovariance, FactoredCovariance, DiagonalCovariance {
    /**
     * What a generation teaches: equations (45) to (47) of Hansen's tutorial.
     *
     * @param keep
     *            factor of the old C
     * @param weights
     *            of the selected steps, rates included, [m]; negative ones already divided by their length
     * @param y
     *            selected steps, [m][n]
     * @param z
     *            the normals they came from, [m][n]
     * @param pathWeight
     *            c_1
     * @param path
     *            p_c, already moved on, [n]
     * @param pathKept
     *            the share 1 − c_c of the old path in it
     * @param pathGain
     *            the factor of ⟨y⟩_w in it
     * @param selected
     *            ⟨z⟩_w, [n]
     * @param evaluations
     *            so far
     */
    record Lesson(double keep, double[] weights, double[][] y, double[][] z, double pathWeight, double[] path, double pathKept,
            double pathGain, double[] selected, long evaluations) {
        /** The weights with c_1 at their end. */
        double[] allWeights() {
            var all = Arrays.copyOf(weights, weights.length + 1);
            all[weights.length] = pathWeight;
            return all;
        }

        /** The vectors with one of the path at their end. */
        static double[][] and(double[][] vectors, double[] path) {
            var all = Arrays.copyOf(vectors, vectors.length + 1);
            all[vectors.length] = path;
            return all;
        }
    }

    /** y for each z: equation (39), [λ][n]. */
    double[][] steps(Pool pool, double[][] z);

    /** z for a step y that came from elsewhere; where the form can tell. */
    double[] normals(Pool pool, double[] y);

    /** C^−½ ⟨y⟩_w from ⟨z⟩_w, [n]: what the path of the step size follows. */
    double[] whitened(Pool pool, double[] z);

    void learn(Pool pool, CmaConstants constants, Lesson lesson);

    /** C, [n, n] flat; O(n³) in one form. */
    double[] elements();

    StrategyState write(StrategyState state);

    static Covariance identity(CmaEs.Form form, int n) {
        return switch (form) {
            case SEPARABLE -> DiagonalCovariance.identity(n);
            case FACTORED -> FactoredCovariance.identity(n);
            case DECOMPOSED, AUTOMATIC -> DecomposedCovariance.identity(n);
        };
    }

    static Covariance read(CmaEs.Form form, StrategyState state) {
        return switch (form) {
            case SEPARABLE -> DiagonalCovariance.read(state);
            case FACTORED -> FactoredCovariance.read(state);
            case DECOMPOSED, AUTOMATIC -> DecomposedCovariance.read(state);
        };
    }
}
