package dev.reverie.mdn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A normal density over D dimensions, by its mean and the Cholesky factor of its precision: Σ⁻¹ = L·Lᵀ.
 *
 * <p>log N(y) = Σ log L_ii − ½·|Lᵀ(y − μ)|² − ½·D·log 2π. The factor of the precision, not of the covariance, is what a network gives
 * (Williams 1996): a density then needs a product and no solve, and no matrix is ever singular.
 *
 * @param mean
 *            μ, [D]; copied
 * @param factor
 *            L, lower triangular, [D, D], its diagonal > 0; copied
 */
public record Normal(double[] mean, double[][] factor) {
    static final double LOG_2PI = Math.log(2 * Math.PI);

    public Normal {
        int d = mean.length;
        if (d < 1) {
            throw new IllegalArgumentException("mean must have at least 1 element, had 0");
        }
        if (factor.length != d) {
            throw new IllegalArgumentException("factor must be [" + d + ", " + d + "], had " + factor.length + " rows");
        }
        for (int i = 0; i < d; i++) {
            if (!Double.isFinite(mean[i])) {
                throw new IllegalArgumentException("mean must be finite, was " + Arrays.toString(mean));
            }
            if (factor[i].length != d) {
                throw new IllegalArgumentException("factor must be [" + d + ", " + d + "], row " + i + " had " + factor[i].length);
            }
            for (int j = 0; j < d; j++) {
                if (j > i && factor[i][j] != 0 || j == i && !(factor[i][i] > 0) || !Double.isFinite(factor[i][j])) {
                    throw new IllegalArgumentException(
                            "factor must be finite and lower triangular with a positive diagonal, had " + factor[i][j] + " at [" + i + ", "
                                    + j + "]");
                }
            }
        }
        mean = mean.clone();
        factor = Triangular.copy(factor);
    }

    /** One dimension: mean and standard deviation. */
    public static Normal of(double mean, double scale) {
        return diagonal(new double[]{mean}, new double[]{scale});
    }

    /** Independent dimensions, each with its standard deviation > 0. */
    public static Normal diagonal(double[] mean, double[] scales) {
        var factor = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            if (!(scales[i] > 0)) {
                throw new IllegalArgumentException("scales must be > 0, was " + scales[i] + " in dimension " + i);
            }
            factor[i][i] = 1 / scales[i];
        }
        return new Normal(mean, factor);
    }

    /** From a covariance, symmetric and positive definite. */
    public static Normal withCovariance(double[] mean, double[][] covariance) {
        return withPrecision(mean, Triangular.inverse(Triangular.factor("covariance", covariance)));
    }

    /** From a precision, symmetric and positive definite. */
    public static Normal withPrecision(double[] mean, double[][] precision) {
        return new Normal(mean, Triangular.factor("precision", precision));
    }

    /** A copy. */
    @Override
    public double[] mean() {
        return mean.clone();
    }

    /** A copy. */
    @Override
    public double[][] factor() {
        return Triangular.copy(factor);
    }

    /** D. */
    public int dimensions() {
        return mean.length;
    }

    /** μ_i, without a copy. */
    public double mean(int i) {
        return mean[i];
    }

    /** Standard deviation of one dimension by itself. */
    public double scale(int i) {
        return mean.length == 1 ? 1 / factor[0][0] : Math.sqrt(covariance()[i][i]);
    }

    /** Σ, [D, D]. */
    public double[][] covariance() {
        return Triangular.inverse(factor);
    }

    /** Σ⁻¹, [D, D]. */
    public double[][] precision() {
        return Triangular.square(factor);
    }

    /** log N(y), in nats. */
    public double logDensity(double... y) {
        if (y.length != mean.length) {
            throw new IllegalArgumentException("y must have " + mean.length + " elements, had " + y.length);
        }
        double sum = -0.5 * mean.length * LOG_2PI;
        for (int i = 0; i < mean.length; i++) {
            double whitened = 0;
            for (int k = i; k < mean.length; k++) {
                whitened += factor[k][i] * (y[k] - mean[k]);
            }
            sum += Math.log(factor[i][i]) - 0.5 * whitened * whitened;
        }
        return sum;
    }

    /** Σ⁻¹(μ − y): the gradient of −log N by μ, [D]. */
    public double[] precisionTimesError(double... y) {
        var error = new double[mean.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = mean[i] - y[i];
        }
        var whitened = Triangular.timesTransposed(factor, error);
        var result = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            for (int k = 0; k <= i; k++) {
                result[i] += factor[i][k] * whitened[k];
            }
        }
        return result;
    }

    /** A draw: μ + √noise·L⁻ᵀε. */
    public double[] sample(RandomGenerator random, double noise) {
        var epsilon = new double[mean.length];
        for (int i = 0; i < epsilon.length; i++) {
            epsilon[i] = random.nextGaussian();
        }
        var y = Triangular.solveTransposed(factor, epsilon);
        for (int i = 0; i < y.length; i++) {
            y[i] = mean[i] + Math.sqrt(noise) * y[i];
        }
        return y;
    }

    /** The density of some of the dimensions, in the order given. */
    public Normal marginal(int... dimensions) {
        var covariance = covariance();
        var mean = new double[dimensions.length];
        var part = new double[dimensions.length][dimensions.length];
        for (int i = 0; i < dimensions.length; i++) {
            mean[i] = this.mean[dimensions[i]];
            for (int j = 0; j < dimensions.length; j++) {
                part[i][j] = covariance[dimensions[i]][dimensions[j]];
            }
        }
        return withCovariance(mean, part);
    }

    /**
     * The density of the dimensions that are not given, with their precision Λ_aa and mean μ_a − Λ_aa⁻¹Λ_ab(y_b − μ_b) (Bishop 2006, eq.
     * 2.73, 2.75).
     *
     * @param given
     *            true where the dimension is known; not all, not none
     * @param y
     *            [D]; read where given
     */
    public Normal conditional(boolean[] given, double[] y) {
        int[] free = java.util.stream.IntStream.range(0, mean.length).filter(i -> !given[i]).toArray();
        var precision = precision();
        var part = new double[free.length][free.length];
        var pull = new double[free.length];
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                part[i][j] = precision[free[i]][free[j]];
            }
            for (int j = 0; j < mean.length; j++) {
                pull[i] += given[j] ? precision[free[i]][j] * (y[j] - mean[j]) : 0;
            }
        }
        var l = Triangular.factor("precision", part);
        var shift = Triangular.solveTransposed(l, Triangular.solve(l, pull));
        var conditional = new double[free.length];
        for (int i = 0; i < free.length; i++) {
            conditional[i] = mean[free[i]] - shift[i];
        }
        return new Normal(conditional, l);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normal n && Arrays.equals(mean, n.mean) && Arrays.deepEquals(factor, n.factor);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.deepHashCode(factor);
    }

    @Override
    public String toString() {
        return "Normal[mean " + Arrays.toString(mean) + ", factor of the precision " + Arrays.deepToString(factor) + "]";
    }
}
