package dev.reverie.dream;

import dev.reverie.core.Latents;
import java.util.random.RandomGenerator;

/**
 * Weighted averages of the latents seen so far, the last weighing most: what can be known of noisy latents without a model. What was seen j
 * frames ago weighs (1 − rate)^j.
 */
final class RecentAverage {
    /** From the last latent alone to about the last thirty. */
    static final double[] RATES = {1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.09, 0.06, 0.03};

    private RecentAverage() {
    }

    /**
     * @param seen
     *            frames, at least 1
     * @param random
     *            of the draws
     * @return [rate, Z]
     */
    static double[][] of(Latents episode, int seen, RandomGenerator random) {
        int Z = episode.latentSize();
        var averages = new double[RATES.length][Z];
        var weights = new double[RATES.length];
        var z = new float[Z];
        for (int t = 0; t < seen; t++) {
            episode.sample(t, random, z, 0);
            for (int r = 0; r < RATES.length; r++) {
                weights[r] = (1 - RATES[r]) * weights[r] + 1;
                for (int d = 0; d < Z; d++) {
                    averages[r][d] += (z[d] - averages[r][d]) / weights[r];
                }
            }
        }
        return averages;
    }
}
