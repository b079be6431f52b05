package dev.reverie.controller;

import java.util.Objects;

/**
 * What a controller looks at and what it acts on: all that a {@link ControllerProvider} needs to know beside its own options.
 *
 * @param features
 *            what it looks at
 * @param latentSize
 *            Z
 * @param hiddenSize
 *            H; 0 where there is no world model
 * @param actionMap
 *            how its outputs become an action
 * @param bias
 *            whether a constant is added to every output
 */
public record ControllerShape(Features features, int latentSize, int hiddenSize, ActionMap actionMap, boolean bias) {
    public ControllerShape {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(actionMap, "actionMap");
        Checks.atLeast(1, "latent", latentSize);
        Checks.atLeast(0, "hidden", hiddenSize);
    }

    /** How many numbers it looks at. */
    public int featureCount() {
        return features.size(latentSize, hiddenSize);
    }
}
