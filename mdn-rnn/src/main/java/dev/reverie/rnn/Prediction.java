package dev.reverie.rnn;

import dev.reverie.mdn.Mixture;
import java.util.List;
import java.util.Optional;

/**
 * What M expects of the next step.
 *
 * @param latents
 *            of the next z: an independent mixture for each of its Z elements, or one over all of them, as M's {@link dev.reverie.mdn.Factorisation} has it
 * @param restartLogit
 *            of the episode being over; −∞ without a head for it
 * @param reward
 *            of the step that led here; empty without a head for it
 */
public record Prediction(List<Mixture> latents, double restartLogit, Optional<Mixture> reward) {
    public Prediction {
        latents = List.copyOf(latents);
    }

    /** Of element d of the next z alone. */
    public Mixture latent(int d) {
        return latents.size() == 1 ? latents.get(0).marginal(d) : latents.get(d);
    }

    /** Of the next z, nats, summed over its elements. */
    public double logDensity(double... z) {
        if (latents.size() == 1) {
            return latents.get(0).logDensity(z);
        }
        double sum = 0;
        for (int d = 0; d < latents.size(); d++) {
            sum += latents.get(d).logDensity(z[d]);
        }
        return sum;
    }

    /** The probability that the episode is over. */
    public double restart() {
        return 1 / (1 + Math.exp(-restartLogit));
    }
}
