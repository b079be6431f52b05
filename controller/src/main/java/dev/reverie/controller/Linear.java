package dev.reverie.controller;

import java.util.Arrays;
import java.util.Objects;

/**
 * A linear map of the features, W x + b: the controller of Ha and Schmidhuber (2018).
 *
 * <p>[z, h] with Z 32 and H 256 to three outputs with bias has 867 parameters (CarRacing), [z, c, h] with Z 64 and H 512 to one without has 1,088
 * (DoomTakeCover). The flat vector is W row by row, [outputs, features], then b, [outputs].
 */
public final class Linear implements Controller {
    private final Features features;
    private final int latentSize;
    private final int hiddenSize;
    private final ActionMap actionMap;
    private final boolean bias;
    private final double[] parameters;
    private final float[] rounded;

    /** All parameters zero. */
    Linear(Features features, int latentSize, int hiddenSize, ActionMap actionMap, boolean bias) {
        this(features, latentSize, hiddenSize, actionMap, bias, zeros(features, latentSize, hiddenSize, actionMap, bias));
    }

    private Linear(Features features, int latentSize, int hiddenSize, ActionMap actionMap, boolean bias, double[] parameters) {
        this.features = features;
        this.latentSize = latentSize;
        this.hiddenSize = hiddenSize;
        this.actionMap = actionMap;
        this.bias = bias;
        this.parameters = parameters;
        rounded = new float[parameters.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) parameters[i];
        }
    }

    private static double[] zeros(Features features, int latent, int hidden, ActionMap actionMap, boolean bias) {
        Objects.requireNonNull(features, "features");
        Checks.atLeast(1, "latent", latent);
        Checks.atLeast(0, "hidden", hidden);
        long count = (features.size(latent, hidden) + (bias ? 1L : 0)) * actionMap.outputs();
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("parameters must be fewer than 2^31, were " + count);
        }
        return new double[(int) count];
    }

    /** Whether a constant is added to every output. */
    public boolean bias() {
        return bias;
    }

    @Override
    public Features features() {
        return features;
    }

    @Override
    public int latentSize() {
        return latentSize;
    }

    @Override
    public int hiddenSize() {
        return hiddenSize;
    }

    @Override
    public ActionMap actionMap() {
        return actionMap;
    }

    @Override
    public int parameterCount() {
        return parameters.length;
    }

    @Override
    public double[] parameters() {
        return parameters.clone();
    }

    @Override
    public Linear withParameters(double... parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException("parameters must be " + parameterCount() + " for " + this + ", were " + parameters.length);
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!Double.isFinite(parameters[i])) {
                throw new IllegalArgumentException("parameters must be finite, parameter " + i + " was " + parameters[i]);
            }
        }
        return new Linear(features, latentSize, hiddenSize, actionMap, bias, parameters.clone());
    }

    @Override
    public void respond(float[] x, float[] y) {
        int outputs = actionMap.outputs();
        int width = featureCount();
        for (int o = 0; o < outputs; o++) {
            y[o] = dot(rounded, o * width, x, width) + (bias ? rounded[outputs * width + o] : 0);
        }
    }

    /** Σ w[at + i] x[i] in eight partial sums, so that an addition need not wait for the one before. */
    private static float dot(float[] w, int at, float[] x, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = length - length % 8;
        for (int i = 0; i < whole; i += 8) {
            s0 += w[at + i] * x[i];
            s1 += w[at + i + 1] * x[i + 1];
            s2 += w[at + i + 2] * x[i + 2];
            s3 += w[at + i + 3] * x[i + 3];
            s4 += w[at + i + 4] * x[i + 4];
            s5 += w[at + i + 5] * x[i + 5];
            s6 += w[at + i + 6] * x[i + 6];
            s7 += w[at + i + 7] * x[i + 7];
        }
        for (int i = whole; i < length; i++) {
            s0 += w[at + i] * x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Linear o && features == o.features && latentSize == o.latentSize && hiddenSize == o.hiddenSize
                && actionMap.equals(o.actionMap) && bias == o.bias && Arrays.equals(parameters, o.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(features, latentSize, hiddenSize, actionMap, bias, Arrays.hashCode(parameters));
    }

    @Override
    public String toString() {
        return "Linear " + features + "[" + featureCount() + "] to " + actionSpace() + (bias ? " with bias" : "");
    }
}
