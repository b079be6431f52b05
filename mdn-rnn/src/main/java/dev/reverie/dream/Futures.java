package dev.reverie.dream;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.ObservedEpisode;
import java.util.Arrays;

/**
 * What may come after the part of an episode that was seen: S samples of k frames, open loop under the actions that were in fact taken.
 * Beside what came, they make a fan plot. M's opinion on the episode's end is passed over.
 *
 * @param first
 *            the frame that the futures begin with; those before it were seen
 * @param samples
 *            S
 * @param steps
 *            k
 * @param latentSize
 *            Z
 * @param z
 *            [S, k, Z]
 * @param members
 *            [S], which member of an ensemble drew a sample; all 0 where M is one, all −1 where they took turns
 */
public record Futures(int first, int samples, int steps, int latentSize, float[] z, int[] members) {
    /**
     * Observes frames 0..n-1 of an episode, their latents drawn once, then dreams frames n..n+k-1, S times.
     *
     * @param seen
     *            n, at least 1
     * @param steps
     *            k, at least 1; n + k - 1 must be a frame of the episode
     * @param samples
     *            S, at least 1
     */
    public static Futures of(LatentDynamics model, Latents episode, int seen, int steps, int samples, Temperature temperature, Seed seed) {
        if (seen < 1 || steps < 1 || samples < 1 || seen + steps - 1 > episode.length()) {
            throw new IllegalArgumentException("seen, steps and samples must be >= 1 and seen + steps - 1 at most the episode's "
                    + episode.length() + " steps, were " + seen + ", " + steps + " and " + samples);
        }
        try (var block = new DreamBlock(model, samples, DreamOptions.of(temperature)); var past = model.open(1)) {
            var observed = ObservedEpisode.drawn(episode, seed.child("seen"));
            for (int t = 0; t < seen; t++) {
                observed.step(past, t);
            }
            var members = new int[samples];
            for (int s = 0; s < samples; s++) {
                long key = seed.child("future", s).bits();
                members[s] = model.member(key);
                block.begin(s, key);
                block.state().copyRow(s, past, 0);
            }
            int Z = model.latentSize();
            var z = new float[samples * steps * Z];
            block.state().predict(samples);
            for (int i = 0; i < steps; i++) {
                if (i > 0) {
                    for (int s = 0; s < samples; s++) {
                        act(block, s, episode, seen + i - 1);
                    }
                    block.advance();
                }
                block.draw(seen + i);
                for (int s = 0; s < samples; s++) {
                    block.state().z().read(s * Z, z, (s * steps + i) * Z, Z);
                }
            }
            return new Futures(seen, samples, steps, Z, z, members);
        }
    }

    private static void act(DreamBlock block, int row, Latents episode, int t) {
        int A = episode.actionSize();
        block.state().actions().write(row * A, episode.actions(), t * A, A);
    }

    /** Element d of frame {@code first + i} in sample s. */
    public float at(int s, int i, int d) {
        return z[(s * steps + i) * latentSize + d];
    }

    /** Mean over samples of element d of frame {@code first + i}. */
    public double mean(int i, int d) {
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            sum += at(s, i, d);
        }
        return sum / samples;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Futures f && first == f.first && samples == f.samples && steps == f.steps && latentSize == f.latentSize
                && Arrays.equals(z, f.z);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(z);
    }

    @Override
    public String toString() {
        return "Futures[" + samples + " samples of " + steps + " frames from " + first + "]";
    }
}
