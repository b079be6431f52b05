package dev.reverie.mdn;

import dev.reverie.compute.MixtureRows;

/**
 * Where in a row of outputs what stands of D mixtures with K components each, one mixture a dimension: the only place that knows.
 *
 * <p>It is the layout of {@link MixtureRows}: planes of D, first the K of the logits, then the means', then the log-scales'. Lanes of a vector then run
 * over dimensions.
 *
 * @param components
 *            K
 * @param dimensions
 *            D
 */
public record MdnLayout(int components, int dimensions) {
    public MdnLayout {
        shape(components, dimensions);
    }

    private static MixtureRows.Shape shape(int components, int dimensions) {
        return new MixtureRows.Shape(components, dimensions);
    }

    /** What the kernels want to know. */
    public MixtureRows.Shape shape() {
        return shape(components, dimensions);
    }

    /** Floats in a row, 3·K·D. */
    public int outputs() {
        return 3 * components * dimensions;
    }

    /** Where the logit of component k of dimension d stands in a row. */
    public int logit(int k, int d) {
        return k * dimensions + d;
    }

    public int mean(int k, int d) {
        return (components + k) * dimensions + d;
    }

    /** Where ln σ stands. */
    public int logScale(int k, int d) {
        return (2 * components + k) * dimensions + d;
    }

    /** The mixture of dimension d, of the row that begins at {@code at}. */
    public Mixture mixture(float[] outputs, int at, int d) {
        var logits = new double[components];
        var means = new double[components];
        var scales = new double[components];
        for (int k = 0; k < components; k++) {
            logits[k] = outputs[at + logit(k, d)];
            means[k] = outputs[at + mean(k, d)];
            double logScale = outputs[at + logScale(k, d)];
            scales[k] = Math.exp(Math.max(-MixtureRows.MOST_LOG_SCALE, Math.min(MixtureRows.MOST_LOG_SCALE, logScale)));
        }
        return Mixture.of(softmax(logits), means, scales);
    }

    private static double[] softmax(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            logits[k] = Math.exp(logits[k] - most);
            sum += logits[k];
        }
        for (int k = 0; k < logits.length; k++) {
            logits[k] /= sum;
        }
        return logits;
    }
}
