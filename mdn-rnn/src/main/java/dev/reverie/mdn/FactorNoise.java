package dev.reverie.mdn;

/** Noise with any covariance: the network gives the Cholesky factor L of the precision, its diagonal as scales 1/L_ii. */
interface FactorNoise extends NoiseModel {
    /** How a number becomes a scale. */
    Scale scale();

    @Override
    default int parameters(int dimensions) {
        return dimensions * (dimensions + 1) / 2;
    }

    @Override
    default boolean isJoint() {
        return true;
    }

    /** Where L_ij is among the numbers, i > j. */
    private static int below(int dimensions, int i, int j) {
        return dimensions + i * (i - 1) / 2 + j;
    }

    @Override
    default Normal component(double[] mean, double[] numbers) {
        var factor = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            factor[i][i] = Math.exp(-scale().log(numbers[i]));
            for (int j = 0; j < i; j++) {
                factor[i][j] = numbers[below(mean.length, i, j)];
            }
        }
        return new Normal(mean, factor);
    }

    /** Σ ln L_ii − ½·|Lᵀe|² − ½·D·ln 2π. */
    @Override
    default double logDensity(double[] numbers, double[] error, double[] whitened) {
        int d = error.length;
        double log = -0.5 * d * Normal.LOG_2PI;
        for (int i = 0; i < d; i++) {
            double logScale = scale().log(numbers[i]);
            double sum = error[i] * Math.exp(-logScale);
            for (int j = i + 1; j < d; j++) {
                sum += numbers[below(d, j, i)] * error[j];
            }
            whitened[i] = sum;
            log -= logScale + 0.5 * sum * sum;
        }
        return log;
    }

    /** By the mean −L·w; by a scale ln s_i 1 − L_ii e_i w_i; by L_ij e_i w_j. */
    @Override
    default void gradient(double share, double[] numbers, double[] error, double[] w, double[] byMean, double[] byNumbers) {
        int d = error.length;
        for (int i = 0; i < d; i++) {
            double diagonal = Math.exp(-scale().log(numbers[i]));
            double pull = diagonal * w[i];
            for (int j = 0; j < i; j++) {
                int at = below(d, i, j);
                pull += numbers[at] * w[j];
                byNumbers[at] += share * error[i] * w[j];
            }
            byMean[i] -= share * pull;
            byNumbers[i] += share * (1 - diagonal * error[i] * w[i]) * scale().slope(numbers[i]);
        }
    }

    @Override
    default void begin(double[] logScales, double[] numbers) {
        for (int i = 0; i < logScales.length; i++) {
            numbers[i] = scale().inverse(logScales[i]);
        }
    }

    @Override
    default boolean drifts(int dimensions, int parameter, double number, double gradient) {
        return parameter < dimensions && scale().drifts(number, gradient);
    }
}
