package dev.reverie.controller;

import java.util.List;
import java.util.Objects;

/**
 * Everything about a controller but its parameters: what it looks at, the widths of its layers, and how its outputs become an action.
 *
 * @param latentSize
 *            Z
 * @param hiddenSize
 *            H
 * @param layers
 *            the widths of the hidden layers, none for a linear one
 * @param bias
 *            whether a constant is added in every layer
 */
record ControllerShape(Features features, int latentSize, int hiddenSize, ActionMap actionMap, List<Integer> layers, boolean bias) {
    ControllerShape {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(actionMap, "actionMap");
        Checks.atLeast(1, "latent", latentSize);
        Checks.atLeast(0, "hidden", hiddenSize);
        layers = List.copyOf(layers);
        layers.forEach(width -> Checks.atLeast(1, "width of a hidden layer", width));
    }

    /** How many numbers go in, then how many come out of each layer, hidden ones and last. */
    int[] widths() {
        var widths = new int[layers.size() + 2];
        widths[0] = features.size(latentSize, hiddenSize);
        for (int i = 0; i < layers.size(); i++) {
            widths[i + 1] = layers.get(i);
        }
        widths[widths.length - 1] = actionMap.outputs();
        return widths;
    }

    /** How many parameters there are, all layers together. */
    long parameters() {
        int[] widths = widths();
        long count = 0;
        for (int i = 0; i + 1 < widths.length; i++) {
            count += Affine.parameters(widths[i], widths[i + 1], bias);
        }
        return count;
    }
}
