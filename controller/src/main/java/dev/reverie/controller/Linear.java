package dev.reverie.controller;

import java.util.List;
import java.util.Map;

/**
 * A linear map of the features, W x + b: the controller of Ha and Schmidhuber (2018).
 *
 * <p>[z, h] with Z 32 and H 256 to three outputs with bias has 867 parameters (CarRacing), [z, c, h] with Z 64 and H 512 to one without has
 * 1,088 (DoomTakeCover). The flat vector is W row by row, [outputs, features], then b, [outputs].
 */
public final class Linear extends Feedforward {
    /** All parameters zero. */
    Linear(ControllerShape shape) {
        this(shape, null);
    }

    private Linear(ControllerShape shape, Parameters parameters) {
        super(shape, List.of(), parameters);
    }

    @Override
    public Linear withParameters(double... parameters) {
        return new Linear(shape(), replaced(parameters));
    }

    /** {@code linear}. */
    public static final class Provider implements ControllerProvider {
        @Override
        public String name() {
            return "linear";
        }

        @Override
        public Controller create(ControllerShape shape, Map<String, String> options) {
            return new Linear(shape);
        }
    }
}
