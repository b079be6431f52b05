package dev.reverie.rnn;

import dev.reverie.core.Latents;

/**
 * An episode as training reads it.
 *
 * @param latents
 *            the episode
 * @param deviations
 *            σ of every frame, [T+1, Z]
 */
record EncodedEpisode(Latents latents, float[] deviations) {
    /** T. */
    int length() {
        return latents.length();
    }

    /**
     * Checks an episode and takes the roots of its variances.
     *
     * @param first
     *            the first episode, with whose sizes this one must agree
     * @throws IllegalArgumentException
     *             if it does not, or if its numbers are not finite
     */
    static EncodedEpisode of(Latents latents, Latents first) {
        if (latents.latentSize() != first.latentSize() || latents.actionSize() != first.actionSize()) {
            throw new IllegalArgumentException("latents and actions must have " + first.latentSize() + " and " + first.actionSize()
                    + " elements, as the first episode's, had " + latents.latentSize() + " and " + latents.actionSize());
        }
        var deviations = new float[latents.logVariances().length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = (float) Math.exp(0.5 * latents.logVariances()[i]);
            if (!Float.isFinite(latents.means()[i]) || !Float.isFinite(deviations[i])) {
                throw new IllegalArgumentException("latents must be finite numbers, frame " + i / latents.latentSize() + " has mean "
                        + latents.means()[i] + " and log-variance " + latents.logVariances()[i]);
            }
        }
        return new EncodedEpisode(latents, deviations);
    }
}
