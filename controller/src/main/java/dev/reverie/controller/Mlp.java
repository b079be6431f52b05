package dev.reverie.controller;

import java.util.Arrays;
import java.util.Objects;

/**
 * A multilayer perceptron of the features with tanh in its hidden layers, for what no linear map can do, such as swinging up a pendulum from its
 * observations.
 *
 * <p>The flat vector has the layers in order, each as {@link Linear} has its only one. Strategies begin at zeros, where every gradient within is zero: give
 * them a step size of 0.3 or more.
 */
public final class Mlp implements Controller {
    /** Two buffers for the activations, a thread's own. */
    private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[2][0]);

    private final Features features;
    private final int latentSize;
    private final int hiddenSize;
    private final ActionMap actionMap;
    private final int[] layers;
    private final boolean bias;
    private final Parameters parameters;

    /** All parameters zero. */
    Mlp(Features features, int latentSize, int hiddenSize, ActionMap actionMap, int[] layers, boolean bias) {
        this(features, latentSize, hiddenSize, actionMap, layers, bias,
                Parameters.zeros(count(Checks.features(features, latentSize, hiddenSize), layers, actionMap.outputs(), bias)));
    }

    private Mlp(Features features, int latentSize, int hiddenSize, ActionMap actionMap, int[] layers, boolean bias, Parameters parameters) {
        this.features = features;
        this.latentSize = latentSize;
        this.hiddenSize = hiddenSize;
        this.actionMap = actionMap;
        this.layers = layers.clone();
        this.bias = bias;
        this.parameters = parameters;
    }

    private static long count(int inputs, int[] layers, int outputs, boolean bias) {
        Checks.atLeast(1, "hidden layers", layers.length);
        long count = 0;
        int from = inputs;
        for (int width : layers) {
            count += Affine.parameters(from, Checks.atLeast(1, "width of a hidden layer", width), bias);
            from = width;
        }
        return count + Affine.parameters(from, outputs, bias);
    }

    /** The widths of the hidden layers, a copy. */
    public int[] layers() {
        return layers.clone();
    }

    /** Whether a constant is added in every layer. */
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
    public Mlp withParameters(double... parameters) {
        return new Mlp(features, latentSize, hiddenSize, actionMap, layers, bias, this.parameters.with(this, parameters));
    }

    @Override
    public void respond(float[] x, float[] y) {
        var scratch = SCRATCH.get();
        float[] from = x;
        int inputs = featureCount();
        int at = 0;
        for (int layer = 0; layer < layers.length; layer++) {
            int width = layers[layer];
            if (scratch[layer % 2].length < width) {
                scratch[layer % 2] = new float[width];
            }
            float[] to = scratch[layer % 2];
            Affine.apply(parameters.rounded(), at, bias, from, inputs, to, width);
            for (int i = 0; i < width; i++) {
                to[i] = (float) StrictMath.tanh(to[i]);
            }
            at += (int) Affine.parameters(inputs, width, bias);
            from = to;
            inputs = width;
        }
        Affine.apply(parameters.rounded(), at, bias, from, inputs, y, actionMap.outputs());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mlp o && features == o.features && latentSize == o.latentSize && hiddenSize == o.hiddenSize
                && actionMap.equals(o.actionMap) && Arrays.equals(layers, o.layers) && bias == o.bias && parameters.equals(o.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(features, latentSize, hiddenSize, actionMap, Arrays.hashCode(layers), bias, parameters);
    }

    @Override
    public String toString() {
        return "Mlp " + features + "[" + featureCount() + "] by " + Arrays.toString(layers) + " to " + actionSpace()
                + (bias ? " with bias" : "");
    }
}
