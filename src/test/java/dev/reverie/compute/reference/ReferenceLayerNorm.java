package dev.reverie.compute.reference;

import java.util.Arrays;

/**
 * Values with mean 0 and variance 1 (Ba, Kiros and Hinton 2016, equation 4, without gain and shift).
 *
 * @param values
 *            (x − mean) / deviation
 * @param inverse
 *            1 / deviation
 */
public record ReferenceLayerNorm(double[] values, double inverse) {
    /** With 1e-12 added to the variance. */
    public static ReferenceLayerNorm of(double... x) {
        return of(1e-12, x);
    }

    /**
     * @param epsilon
     *            added to the variance
     */
    public static ReferenceLayerNorm of(double epsilon, double[] x) {
        double mean = Arrays.stream(x).sum() / x.length;
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
        double inverse = 1 / Math.sqrt(variance + epsilon);
        return new ReferenceLayerNorm(Arrays.stream(x).map(v -> (v - mean) * inverse).toArray(), inverse);
    }

    /** The gradient of x, from that of the values. */
    public double[] backward(double[] d) {
        double mean = Arrays.stream(d).sum() / d.length;
        double along = 0;
        for (int i = 0; i < d.length; i++) {
            along += d[i] * values[i] / d.length;
        }
        var dx = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            dx[i] = inverse * (d[i] - mean - values[i] * along);
        }
        return dx;
    }
}
