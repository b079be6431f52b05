package dev.reverie.mdn;

/** Noise that is independent between dimensions: each has its scale σ_i. */
interface IndependentNoise extends NoiseModel {
    /** ln σ_i. */
    double logScale(double[] numbers, int dimension);

    /** Adds to the gradient by the numbers what a gradient by ln σ_i makes. */
    void addByLogScale(double byLogScale, double[] numbers, int dimension, double[] byNumbers);

    /** Noise whose scales come from numbers: one number for all dimensions, unless {@link #parameterOf} says otherwise. */
    interface Scaled extends IndependentNoise {
        /** How a number becomes a scale. */
        Scale scale();

        @Override
        default int parameters(int dimensions) {
            return 1;
        }

        /** Which of the numbers is that of a dimension's scale. */
        default int parameterOf(int dimension) {
            return 0;
        }

        @Override
        default double logScale(double[] numbers, int dimension) {
            return scale().log(numbers[parameterOf(dimension)]);
        }

        @Override
        default void addByLogScale(double byLogScale, double[] numbers, int dimension, double[] byNumbers) {
            int at = parameterOf(dimension);
            byNumbers[at] += byLogScale * scale().slope(numbers[at]);
        }

        @Override
        default boolean drifts(int dimensions, int parameter, double number, double gradient) {
            return scale().drifts(number, gradient);
        }

        @Override
        default void begin(double[] logScales, double[] numbers) {
            for (int i = 0; i < logScales.length; i++) {
                numbers[parameterOf(i)] = scale().inverse(logScales[i]);
            }
        }
    }

    @Override
    default Normal component(double[] mean, double[] numbers) {
        var factor = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            factor[i][i] = Math.exp(-logScale(numbers, i));
        }
        return new Normal(mean, factor);
    }

    /** −Σ (ln σ_i + ½·w_i²) − ½·D·ln 2π, w_i = e_i/σ_i. */
    @Override
    default double logDensity(double[] numbers, double[] error, double[] whitened) {
        double log = -0.5 * error.length * Normal.LOG_2PI;
        for (int i = 0; i < error.length; i++) {
            double logScale = logScale(numbers, i);
            whitened[i] = error[i] * Math.exp(-logScale);
            log -= logScale + 0.5 * whitened[i] * whitened[i];
        }
        return log;
    }

    /** By the mean −w_i/σ_i; by ln σ_i 1 − w_i². */
    @Override
    default void gradient(double share, double[] numbers, double[] error, double[] whitened, double[] byMean, double[] byNumbers) {
        for (int i = 0; i < error.length; i++) {
            double inverse = Math.exp(-logScale(numbers, i));
            byMean[i] -= share * (inverse * whitened[i]);
            addByLogScale(share * (1 - inverse * error[i] * whitened[i]), numbers, i, byNumbers);
        }
    }
}
