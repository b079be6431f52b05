package dev.reverie.controller;

import java.util.Arrays;

/**
 * A multilayer perceptron of the features with tanh in its hidden layers, for what no linear map can do, such as swinging up a pendulum from its
 * observations.
 *
 * <p>The flat vector has the layers in order, each as {@link Linear} has its only one. Strategies begin at zeros, where every gradient within is zero: give
 * them a step size of 0.3 or more.
 */
public final class Mlp extends Feedforward {
    /** All parameters zero. */
    Mlp(Features features, int latentSize, int hiddenSize, ActionMap actionMap, int[] layers, boolean bias) {
        this(new ControllerShape(features, latentSize, hiddenSize, actionMap, Arrays.stream(layers).boxed().toList(), bias));
    }

    private Mlp(ControllerShape wiring) {
        this(wiring, Parameters.zeros(wiring.parameters()));
        Checks.atLeast(1, "hidden layers", wiring.layers().size());
    }

    private Mlp(ControllerShape wiring, Parameters parameters) {
        super(wiring, parameters);
    }

    /** The widths of the hidden layers, a copy. */
    public int[] layers() {
        return wiring().layers().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Mlp withParameters(double... parameters) {
        return new Mlp(wiring(), replaced(parameters));
    }
}
