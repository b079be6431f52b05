package dev.reverie.controller;

import dev.reverie.core.Arguments;
import dev.reverie.core.WorldModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a controller looks at and what it acts on: all that a {@link ControllerProvider} needs to know beside its own options.
 *
 * @param features
 *            what it looks at
 * @param latentSize
 *            Z
 * @param memory
 *            all parts of the world model's memory; none where there is no world model
 * @param actionMap
 *            how its outputs become an action
 * @param bias
 *            whether a constant is added to every output
 */
public record ControllerShape(Features features, int latentSize, List<WorldModel.Part> memory, ActionMap actionMap, boolean bias) {
    public ControllerShape {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(actionMap, "actionMap");
        Arguments.atLeast(1, "latent", latentSize);
        memory = List.copyOf(memory);
        features.in(memory);
    }

    /** Which parts of the memory it looks at, by their number, in order. */
    int[] seen() {
        return features.in(memory);
    }

    /** How many numbers it looks at. */
    public int featureCount() {
        return latentSize + Arrays.stream(seen()).map(part -> memory.get(part).size()).sum();
    }
}
