package dev.reverie.controller;

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
    private final Parameters parameters;

    /** All parameters zero. */
    Linear(Features features, int latentSize, int hiddenSize, ActionMap actionMap, boolean bias) {
        this(features, latentSize, hiddenSize, actionMap, bias,
                Parameters.zeros(Affine.parameters(Checks.features(features, latentSize, hiddenSize), actionMap.outputs(), bias)));
    }

    private Linear(Features features, int latentSize, int hiddenSize, ActionMap actionMap, boolean bias, Parameters parameters) {
        this.features = features;
        this.latentSize = latentSize;
        this.hiddenSize = hiddenSize;
        this.actionMap = actionMap;
        this.bias = bias;
        this.parameters = parameters;
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
        return parameters.count();
    }

    @Override
    public double[] parameters() {
        return parameters.exact().clone();
    }

    @Override
    public Linear withParameters(double... parameters) {
        return new Linear(features, latentSize, hiddenSize, actionMap, bias, this.parameters.with(this, parameters));
    }

    @Override
    public void respond(float[] x, float[] y) {
        Affine.apply(parameters.rounded(), 0, bias, x, featureCount(), y, actionMap.outputs());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Linear o && features == o.features && latentSize == o.latentSize && hiddenSize == o.hiddenSize
                && actionMap.equals(o.actionMap) && bias == o.bias && parameters.equals(o.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(features, latentSize, hiddenSize, actionMap, bias, parameters);
    }

    @Override
    public String toString() {
        return "Linear " + features + "[" + featureCount() + "] to " + actionSpace() + (bias ? " with bias" : "");
    }
}
