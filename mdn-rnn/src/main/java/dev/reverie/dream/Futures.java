package dev.reverie.dream;

import dev.reverie.compute.Engine;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.MdnRnn;
import java.util.Arrays;

/**
 * What may come after the part of an episode that was seen: S samples of k frames, open loop under the actions that were in fact taken. Beside what came,
 * they make a fan plot. M's opinion on the episode's end is passed over.
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
 */
public record Futures(int first, int samples, int steps, int latentSize, float[] z) {
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
    public static Futures of(MdnRnn model, Latents episode, int seen, int steps, int samples, Temperature temperature, Seed seed) {
        if (seen < 1 || steps < 1 || samples < 1 || seen + steps - 1 > episode.length()) {
            throw new IllegalArgumentException("seen, steps and samples must be >= 1 and seen + steps - 1 at most the episode's "
                    + episode.length() + " steps, were " + seen + ", " + steps + " and " + samples);
        }
        try (var block = new DreamBlock(model, samples, DreamOptions.of(temperature), Engine.current().kernels());
                var past = observed(model, episode, seen, temperature, seed.child("seen"))) {
            for (int s = 0; s < samples; s++) {
                block.begin(s, seed.child("future", s).bits());
                block.stepper().copyRow(s, past.stepper(), 0);
            }
            int Z = model.latentSize();
            var z = new float[samples * steps * Z];
            block.stepper().predict();
            for (int i = 0; i < steps; i++) {
                if (i > 0) {
                    for (int s = 0; s < samples; s++) {
                        act(block, s, episode, seen + i - 1);
                    }
                    block.advance();
                }
                block.draw(seen + i);
                for (int s = 0; s < samples; s++) {
                    block.stepper().z().read(s * Z, z, (s * steps + i) * Z, Z);
                }
            }
            return new Futures(seen, samples, steps, Z, z);
        }
    }

    private static DreamBlock observed(MdnRnn model, Latents episode, int seen, Temperature temperature, Seed seed) {
        var block = new DreamBlock(model, 1, DreamOptions.of(temperature), Engine.current().kernels());
        block.begin(0, 0);
        var random = seed.random();
        var z = new float[model.latentSize()];
        for (int t = 0; t < seen; t++) {
            episode.sample(t, random, z, 0);
            block.stepper().z().write(0, z, 0, z.length);
            act(block, 0, episode, t);
            block.advance();
        }
        return block;
    }

    private static void act(DreamBlock block, int row, Latents episode, int t) {
        int A = episode.actionSize();
        block.stepper().actions().write(row * A, episode.actions(), t * A, A);
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
