package dev.reverie.rnn;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.concurrent.CancellationException;

/**
 * An episode that M is shown from its beginning, as it was shown in training: the latent of every frame is drawn from V's posterior once.
 *
 * <pre>{@code
 * var observed = ObservedEpisode.drawn(episode, seed);
 * try (var state = model.open(1)) {
 *     for (int t = 0; t < episode.length(); t++) {
 *         observed.step(state, t);
 *         var next = state.prediction(0); // of frame t + 1
 *     }
 * }
 * }</pre>
 *
 * @param latents
 *            the episode, T steps
 * @param z
 *            [T+1, Z], what is shown; not copied
 */
public record ObservedEpisode(Latents latents, float[] z) {
    /** Every frame's latent drawn. */
    public static ObservedEpisode drawn(Latents latents, Seed seed) {
        var z = new float[latents.means().length];
        var random = seed.random();
        for (int t = 0; t <= latents.length(); t++) {
            latents.sample(t, random, z, t * latents.latentSize());
        }
        return new ObservedEpisode(latents, z);
    }

    /** Every frame's mean in place of a draw. */
    public static ObservedEpisode means(Latents latents) {
        return new ObservedEpisode(latents, latents.means());
    }

    /**
     * Shows (z_t, a_t) to row 0 of a state, and predicts frame t + 1. Step 0 begins the episode; the others follow in order.
     *
     * @throws CancellationException
     *             if the thread is interrupted, which stays set
     */
    public void step(LatentDynamics.State state, int t) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted after " + t + " of " + latents.length() + " observed steps of an episode");
        }
        if (t == 0) {
            state.begin(0);
        }
        int Z = latents.latentSize();
        int A = latents.actionSize();
        state.z().write(0, z, t * Z, Z);
        state.actions().write(0, latents.actions(), t * A, A);
        state.advance(1);
        state.predict(1);
    }
}
