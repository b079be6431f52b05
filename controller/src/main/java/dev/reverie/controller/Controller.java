package dev.reverie.controller;

import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * C: the small map from what V and M know, z and the memory, to an action, with all its parameters in one flat vector for an evolution
 * strategy.
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
     * @param memory
     *            all parts of M's memory in its order, such as h and c, [size] each, not modified; those that it does not look at may be
     *            null or left out at the end
     * @return a member of the action space, the caller's own
     */
    default float[] act(float[] z, float[]... memory) {
        Checks.length("z", z, latentSize());
        var x = Arrays.copyOf(z, featureCount());
        int at = z.length;
        for (int part : shape().seen()) {
            var of = shape().memory().get(part);
            var values = part < memory.length ? memory[part] : null;
            Checks.length(of.name(), values, of.size());
            System.arraycopy(values, 0, x, at, of.size());
            at += of.size();
        }
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
     * @param memory
     *            the parts of M's memory, such as {@link WorldModel.Part#lstm}; none where there is no M
     * @param bias
     *            whether a constant is added to every output
     */
    static Linear linear(Features features, int latent, List<WorldModel.Part> memory, Space actions, boolean bias) {
        return new Linear(new ControllerShape(features, latent, memory, ActionMap.of(actions), bias));
    }

    /** Without constants, with the sizes of {@code model} and the usual action map: as in the paper's DoomTakeCover. */
    static Linear linear(Features features, WorldModel model, Space actions) {
        return linear(features, model.latentSize(), model.parts(), actions, false);
    }

    /**
     * A multilayer perceptron, then the action map; all parameters zero.
     *
     * @param layers
     *            the widths of the hidden layers, at least one
     */
    static Mlp mlp(Features features, int latent, List<WorldModel.Part> memory, ActionMap actions, boolean bias, int... layers) {
        return new Mlp(new ControllerShape(features, latent, memory, actions, bias), layers);
    }
}
