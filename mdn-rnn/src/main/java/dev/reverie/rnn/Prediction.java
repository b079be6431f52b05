package dev.reverie.rnn;

import dev.reverie.mdn.Mixture;
import java.util.List;

/**
 * What M expects of the next step.
 *
 * @param latents
 *            of the next z, an independent mixture for each of its Z elements
 * @param restartLogit
 *            of the episode being over; a dream ends where it is above 0
 */
public record Prediction(List<Mixture> latents, double restartLogit) {
    public Prediction {
        latents = List.copyOf(latents);
    }

    /** The probability that the episode is over. */
    public double restart() {
        return 1 / (1 + Math.exp(-restartLogit));
    }
}
