package dev.reverie.rnn;

import dev.reverie.mdn.Mixture;
import java.util.List;
import java.util.Optional;

/**
 * What M expects of the next step.
 *
 * @param latents
 *            of the next z, an independent mixture for each of its Z elements
 * @param restartLogit
 *            of the episode being over; −∞ without a head for it
 * @param reward
 *            of the step that led here; empty without a head for it
 */
public record Prediction(List<Mixture> latents, double restartLogit, Optional<Mixture> reward) {
    public Prediction {
        latents = List.copyOf(latents);
    }

    /** The probability that the episode is over. */
    public double restart() {
        return 1 / (1 + Math.exp(-restartLogit));
    }
}
