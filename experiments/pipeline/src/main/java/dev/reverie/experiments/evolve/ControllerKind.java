package dev.reverie.experiments.evolve;

import dev.reverie.controller.ActionMap;
import dev.reverie.controller.Controller;
import dev.reverie.controller.Features;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The controllers that can be evolved. */
public enum ControllerKind {
    /** Features times weights, as in the paper. */
    LINEAR,
    /** With hidden layers of tanh. */
    MLP;

    /** What stands for no hidden layers. */
    public static final String NONE = "none";

    /**
     * The widths of hidden layers from a text such as {@code 32,16}; none of {@link #NONE}.
     *
     * @throws IllegalArgumentException
     *             if they are not widths, or do not fit the kind
     */
    public List<Integer> layers(String text) {
        if (text.equals(NONE) != (this == LINEAR)) {
            throw new IllegalArgumentException(
                    "layers must be " + (this == LINEAR ? NONE : "widths such as 32,16") + " where the controller is "
                            + this + ", was \"" + text + '"');
        }
        if (this == LINEAR) {
            return List.of();
        }
        try {
            var widths = Arrays.stream(text.split(",", -1)).map(String::strip).map(Integer::valueOf).toList();
            if (widths.stream().allMatch(width -> width >= 1)) {
                return widths;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("layers must be widths of at least 1, such as 32,16, was \"" + text + '"');
    }

    /**
     * One with all parameters zero.
     *
     * @param latent
     *            Z
     * @param hidden
     *            H
     * @param layers
     *            widths of its hidden layers; empty for a linear one
     */
    public static Controller blank(Features features, int latent, int hidden, ActionMap actions, boolean bias, List<Integer> layers) {
        return layers.isEmpty() ? Controller.linear(features, latent, hidden, actions, bias)
                : Controller.mlp(features, latent, hidden, actions, bias, layers.stream().mapToInt(Integer::intValue).toArray());
    }

    /** As in YAML. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
