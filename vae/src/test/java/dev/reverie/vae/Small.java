package dev.reverie.vae;

import dev.reverie.core.LearningRate;

/** Configurations that train in seconds. */
final class Small {
    private Small() {
    }

    static VaeConfig config(int updates) {
        return new VaeConfig(4, 2, 1, 0.1, new VaeConfig.Emphasis(3, 0.15), 16L * updates, 16, new LearningRate(0.01, 0.0025, 0.995), 0.2);
    }
}
