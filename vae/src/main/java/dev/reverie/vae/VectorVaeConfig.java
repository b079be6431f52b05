package dev.reverie.vae;

import dev.reverie.core.Arguments;
import dev.reverie.core.LearningRate;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link VectorVae} is and how it is trained.
 *
 * @param latent
 *            Z, elements of a latent
 * @param hidden
 *            widths of the encoder's hidden layers (ReLU), first to last; the decoder has them in reverse
 * @param beta
 *            weight of the KL divergence
 * @param freeNats
 *            KL per latent element that costs nothing; the loss has max(KL, freeNats·Z)
 * @param noise
 *            deviation of an observation about its reconstruction, of an element's own deviation: errors weigh 1 ÷ (2·noise²)
 * @param vectors
 *            how many observations are seen in all, each as often as it is drawn; rounded down to whole batches
 * @param batch
 *            observations in an update
 * @param rate
 *            of Adam
 * @param heldOut
 *            share of the episodes kept from training, to measure on; in 0..0.5
 */
public record VectorVaeConfig(int latent, List<Integer> hidden, double beta, double freeNats, double noise, long vectors, int batch,
        LearningRate rate, double heldOut) {
    public VectorVaeConfig {
        VaeConfig.atLeast(1, "latent", latent);
        hidden = List.copyOf(hidden);
        hidden.forEach(width -> VaeConfig.atLeast(1, "hidden", width));
        VaeConfig.notNegative("beta", beta);
        VaeConfig.notNegative("freeNats", freeNats);
        Arguments.positive("noise", noise);
        VaeConfig.atLeast(1, "batch", batch);
        VaeConfig.atLeast(batch, "vectors", vectors);
        Objects.requireNonNull(rate, "rate");
        VaeConfig.heldOut(heldOut);
    }

    /** Two hidden layers of 64, errors of a tenth of a deviation, 2,000 updates of 256. */
    public static VectorVaeConfig of(int latent) {
        return new VectorVaeConfig(latent, List.of(64, 64), 1, 0, 0.1, 2_000 * 256L, 256, new LearningRate(3e-3, 1e-4, 0.998), 0.05);
    }

    /** Updates in all. */
    public int steps() {
        return Math.toIntExact(vectors / batch);
    }
}
