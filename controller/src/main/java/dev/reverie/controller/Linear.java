package dev.reverie.controller;

import java.util.List;

/**
 * A linear map of the features, W x + b: the controller of Ha and Schmidhuber (2018).
 *
 * <p>[z, h] with Z 32 and H 256 to three outputs with bias has 867 parameters (CarRacing), [z, c, h] with Z 64 and H 512 to one without has 1,088
 * (DoomTakeCover). The flat vector is W row by row, [outputs, features], then b, [outputs].
 */
public final class Linear extends Feedforward {
    /** All parameters zero. */
    Linear(Features features, int latentSize, int hiddenSize, ActionMap actionMap, boolean bias) {
        this(new ControllerShape(features, latentSize, hiddenSize, actionMap, List.of(), bias));
    }

    private Linear(ControllerShape wiring) {
        this(wiring, Parameters.zeros(wiring.parameters()));
    }

    private Linear(ControllerShape wiring, Parameters parameters) {
        super(wiring, parameters);
    }

    @Override
    public Linear withParameters(double... parameters) {
        return new Linear(wiring(), replaced(parameters));
    }
}
