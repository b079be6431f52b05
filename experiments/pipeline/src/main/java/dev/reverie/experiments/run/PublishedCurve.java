package dev.reverie.experiments.run;

import dev.reverie.experiments.plots.LearningCurve;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Ha and Schmidhuber (2018) reached in the environments that are the same here, from the logs published with their code. */
final class PublishedCurve {
    /** The strategy's mean over 1,024 episodes, by generations of 64 candidates with 16 episodes each. */
    private static final Map<Integer, Double> CAR_RACING =
            Map.of(25, 822.88, 50, 867.47, 100, 866.99, 200, 880.42, 600, 890.70, 1800, 900.46);

    private PublishedCurve() {
    }

    /** Empty if nobody published one. */
    static Optional<LearningCurve.Published> of(String env) {
        if (!env.equals("CarRacing")) {
            return Optional.empty();
        }
        var scores = new TreeMap<>(CAR_RACING).entrySet().stream().map(at -> new LearningCurve.Along(at.getKey() - 1, at.getValue(), 0))
                .toList();
        return Optional.of(new LearningCurve.Published("Ha and Schmidhuber (2018): mean", scores));
    }
}
