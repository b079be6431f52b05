package dev.reverie.controller;

import dev.reverie.core.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A multilayer perceptron of the features with tanh in its hidden layers, for what no linear map can do, such as swinging up a pendulum
 * from its observations.
 *
 * <p>The flat vector has the layers in order, each as {@link Linear} has its only one. Strategies begin at zeros, where every gradient
 * within is zero: give them a step size of 0.3 or more.
 */
public final class Mlp extends Feedforward {
    /** All parameters zero. */
    Mlp(ControllerShape shape, int... layers) {
        this(shape, Arrays.stream(layers).boxed().toList(), null);
    }

    private Mlp(ControllerShape shape, List<Integer> layers, Parameters parameters) {
        super(shape, layers, parameters);
        Arguments.atLeast(1, "hidden layers", layers.size());
    }

    @Override
    public Mlp withParameters(double... parameters) {
        return new Mlp(shape(), hiddenLayers(), replaced(parameters));
    }

    /** {@code mlp}, with the option {@code layers}, the widths of the hidden layers, such as {@code 32,16}. */
    public static final class Provider implements ControllerProvider {
        @Override
        public String name() {
            return "mlp";
        }

        @Override
        public List<String> options() {
            return List.of("layers");
        }

        @Override
        public Controller create(ControllerShape shape, Map<String, String> options) {
            return new Mlp(shape, widths(options.getOrDefault("layers", "none")));
        }

        private static int[] widths(String text) {
            try {
                int[] widths = Arrays.stream(text.split(",", -1)).map(String::strip).mapToInt(Integer::parseInt).toArray();
                if (Arrays.stream(widths).allMatch(width -> width >= 1)) {
                    return widths;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException("layers must be widths of at least 1, such as 32,16, was \"" + text + '"');
        }
    }
}
