package dev.reverie.compute.reference;

/**
 * One mixture of one-dimensional Gaussians, given as a network puts it out.
 *
 * @param logits
 *            a_k; the weights are softmax(a)
 * @param means
 *            μ_k
 * @param logScales
 *            ln σ_k
 */
public record ReferenceMixture(double[] logits, double[] means, double[] logScales) {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** Of the loss by logits, means and log-scales. */
    public record Gradients(double[] logits, double[] means, double[] logScales) {
    }

    /** Dimension d of a row of 3·K planes of D. */
    public static ReferenceMixture of(double[] row, int components, int dimensions, int d) {
        int K = components;
        int D = dimensions;
        var logits = new double[K];
        var means = new double[K];
        var logScales = new double[K];
        for (int k = 0; k < K; k++) {
            logits[k] = row[k * D + d];
            means[k] = row[(K + k) * D + d];
            logScales[k] = row[(2 * K + k) * D + d];
        }
        return new ReferenceMixture(logits, means, logScales);
    }

    /** −ln p(y), nats. */
    public double loss(double y) {
        return logSumExp(logits) - logSumExp(logJoint(y));
    }

    public Gradients gradients(double y) {
        double[] weights = ReferenceRowMath.softmax(logits, 1, logits.length);
        double[] responsibilities = ReferenceRowMath.softmax(logJoint(y), 1, logits.length);
        var dLogits = new double[logits.length];
        var dMeans = new double[logits.length];
        var dLogScales = new double[logits.length];
        for (int k = 0; k < logits.length; k++) {
            double u = distance(k, y);
            dLogits[k] = weights[k] - responsibilities[k];
            dMeans[k] = -responsibilities[k] * u / Math.exp(logScales[k]);
            dLogScales[k] = responsibilities[k] * (1 - u * u);
        }
        return new Gradients(dLogits, dMeans, dLogScales);
    }

    /** The component whose share of softmax(a/τ) holds the number {@code choice} of (0, 1), and μ + σ·noiseScale·ε of it. */
    public double sample(double temperature, double noiseScale, double choice, double noise) {
        var tempered = new double[logits.length];
        java.util.Arrays.setAll(tempered, k -> logits[k] / temperature);
        double[] weights = ReferenceRowMath.softmax(tempered, 1, tempered.length);
        int k = 0;
        for (double cumulative = weights[0]; k < weights.length - 1 && cumulative <= choice; cumulative += weights[k]) {
            k++;
        }
        return means[k] + Math.exp(logScales[k]) * noiseScale * noise;
    }

    private double distance(int k, double y) {
        return (y - means[k]) / Math.exp(logScales[k]);
    }

    /** a_k + ln N(y; μ_k, σ_k) */
    private double[] logJoint(double y) {
        var joint = new double[logits.length];
        for (int k = 0; k < joint.length; k++) {
            double u = distance(k, y);
            joint[k] = logits[k] - logScales[k] - 0.5 * u * u - HALF_LOG_TWO_PI;
        }
        return joint;
    }

    private static double logSumExp(double[] values) {
        return ReferenceRowMath.logSumExp(values, 1, values.length)[0];
    }
}
