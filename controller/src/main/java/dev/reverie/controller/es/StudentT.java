package dev.reverie.controller.es;

/** Student's t distribution, for whole degrees of freedom. */
final class StudentT {
    private StudentT() {
    }

    /** P(T > t), by the finite sums of Abramowitz and Stegun 26.7.3 and 26.7.4. */
    static double above(double t, int degrees) {
        double theta = StrictMath.atan(t / Math.sqrt(degrees));
        double cos = StrictMath.cos(theta);
        double sin = StrictMath.sin(theta);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cos : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
            term *= cos * cos * (k - 1.0) / k;
            sum += term;
        }
        double within = odd ? 2 / Math.PI * (theta + sin * sum) : sin * sum;
        return (1 - within) / 2;
    }

    /**
     * How surely the mean of {@code x} is above that of {@code y}, which were measured in pairs: the p-value of the one-sided paired test.
     *
     * @param count
     *            pairs, at least 2
     */
    static double pairedAbove(double[] x, double[] y, int count) {
        double mean = 0;
        for (int i = 0; i < count; i++) {
            mean += (x[i] - y[i]) / count;
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double d = x[i] - y[i] - mean;
            squares += d * d;
        }
        double error = Math.sqrt(squares / (count - 1) / count);
        if (error == 0) {
            return mean > 0 ? 0 : 1;
        }
        return above(mean / error, count - 1);
    }
}
