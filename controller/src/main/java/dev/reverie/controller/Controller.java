package dev.reverie.controller;

import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.nio.file.Path;

/**
 * C: the small map from what V and M know, (z, h, c), to an action, with all its parameters in one flat vector for an evolution strategy.
 *
 * <p>A controller is a value, safe for many threads; {@link #withParameters(double[])} gives another. Parameters are doubles, as strategies
 * have them; acting rounds them to floats.
 *
 * <p>Implement it for a controller of your own: four methods. {@code ControllerContract} in this module's test jar is the test that it
 * should pass, and a {@link ControllerProvider} makes it known by its name.
 */
public interface Controller {
    /** What it looks at and acts on. */
    ControllerShape shape();

    /** A copy of the parameters, [{@link #parameterCount}]. */
    double[] parameters();

    /** What it looks at. */
    default Features features() {
        return shape().features();
    }

    /** Z. */
    default int latentSize() {
        return shape().latentSize();
    }

    /** H. */
    default int hiddenSize() {
        return shape().hiddenSize();
    }

    /** How its outputs become an action. */
    default ActionMap actionMap() {
        return shape().actionMap();
    }

    /** How many parameters it has. */
    default int parameterCount() {
        return parameters().length;
    }

    /**
     * The same controller with other parameters.
     *
     * @param parameters
     *            [{@link #parameterCount}], finite; copied
     */
    Controller withParameters(double... parameters);

    /**
     * The outputs for gathered features, before the action map.
     *
     * @param x
     *            features, at least as many as it looks at, not modified
     * @param y
     *            outputs, overwritten
     */
    void respond(float[] x, float[] y);

    /**
     * The outputs of some rows, to the bit what {@link #respond(float[], float[])} gives each. Override it where rows are faster together.
     *
     * @param rows
     *            at most 8
     * @param x
     *            features, [rows][at least as many as it looks at], not modified
     * @param y
     *            outputs, [rows][at least as many as there are], overwritten
     */
    default void respond(int rows, float[][] x, float[][] y) {
        for (int r = 0; r < rows; r++) {
            respond(x[r], y[r]);
        }
    }

    /** Where its actions lie. */
    default Space actionSpace() {
        return actionMap().space();
    }

    /** How many numbers it looks at. */
    default int featureCount() {
        return shape().featureCount();
    }

    /**
     * The action for one moment.
     *
     * @param z
     *            latent, [Z], not modified
     * @param h
     *            hidden state, [H], not modified; null is allowed where it is not looked at
     * @param c
     *            cell state, [H], not modified; null is allowed where it is not looked at
     * @return a member of the action space, the caller's own
     */
    default float[] act(float[] z, float[] h, float[] c) {
        Checks.length("z", z, latentSize());
        if (features().useH()) {
            Checks.length("h", h, hiddenSize());
        }
        if (features().useC()) {
            Checks.length("c", c, hiddenSize());
        }
        var x = new float[featureCount()];
        features().gather(0, latentSize(), hiddenSize(), z, h, c, x);
        var y = new float[actionMap().outputs()];
        respond(x, y);
        var action = new float[actionSpace().size()];
        actionMap().apply(y, action);
        return action;
    }

    /** Writes the parameters as a {@code .npy} file of float64, whole or not at all. */
    default void save(Path file) {
        Npy.of(parameters()).save(file);
    }

    /**
     * The same controller with the parameters of a file that {@link #save} wrote.
     *
     * @throws FileException
     *             if it cannot be read, or holds anything but {@link #parameterCount} finite float64
     */
    default Controller withParameters(Path file) {
        var array = Npy.load(file);
        if (array.type() != Npy.Type.F8 || array.shape().length != 1) {
            throw new FileException(file, "must hold a controller's parameters, <f8[" + parameterCount() + "], holds " + array);
        }
        try {
            return withParameters(array.doubles());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }

    /**
     * A linear map of the features, then the usual {@link ActionMap}; all parameters zero.
     *
     * @param latent
     *            Z
     * @param hidden
     *            H
     * @param bias
     *            whether a constant is added to every output
     */
    static Linear linear(Features features, int latent, int hidden, Space actions, boolean bias) {
        return linear(features, latent, hidden, ActionMap.of(actions), bias);
    }

    /** As {@link #linear(Features, int, int, Space, boolean)}, with an action map of one's own. */
    static Linear linear(Features features, int latent, int hidden, ActionMap actions, boolean bias) {
        return new Linear(new ControllerShape(features, latent, hidden, actions, bias));
    }

    /** Without constants, with the sizes of {@code model} and the usual action map: as in the paper's DoomTakeCover. */
    static Linear linear(Features features, WorldModel model, Space actions) {
        return linear(features, model, actions, false);
    }

    /** As {@link #linear(Features, int, int, Space, boolean)}, with the sizes of {@code model}. */
    static Linear linear(Features features, WorldModel model, Space actions, boolean bias) {
        return linear(features, model.latentSize(), model.hiddenSize(), actions, bias);
    }

    /**
     * A multilayer perceptron, then the action map; all parameters zero.
     *
     * @param layers
     *            the widths of the hidden layers, at least one
     */
    static Mlp mlp(Features features, int latent, int hidden, ActionMap actions, boolean bias, int... layers) {
        return new Mlp(new ControllerShape(features, latent, hidden, actions, bias), layers);
    }

    /** As {@link #mlp(Features, int, int, ActionMap, boolean, int...)}, with the sizes of {@code model} and the usual action map. */
    static Mlp mlp(Features features, WorldModel model, Space actions, boolean bias, int... layers) {
        return mlp(features, model.latentSize(), model.hiddenSize(), ActionMap.of(actions), bias, layers);
    }
}
