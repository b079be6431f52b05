package dev.reverie.rnn;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.Arrays;

/**
 * What M expects of every next frame while it observes an episode: mean and variance of each latent element, the variance in its two parts.
 *
 * @param latentSize
 *            Z
 * @param means
 *            [T, Z], of frames 1..T
 * @param within
 *            [T, Z], the components' own variance: noise
 * @param between
 *            [T, Z], variance of the components' means: different futures
 */
public record Expectations(int latentSize, double[] means, double[] within, double[] between) {
    /**
     * @param episode
     *            its latents are drawn once
     */
    public static Expectations of(MdnRnn model, Latents episode, Seed seed) {
        int Z = episode.latentSize();
        int A = episode.actionSize();
        int T = episode.length();
        var expected = new Expectations(Z, new double[T * Z], new double[T * Z], new double[T * Z]);
        var random = seed.random();
        var z = new float[Z];
        try (var stepper = model.stepper(1)) {
            stepper.begin(0);
            for (int t = 0; t < T; t++) {
                episode.sample(t, random, z, 0);
                stepper.z().put(0, z);
                stepper.actions().write(0, episode.actions(), t * A, A);
                stepper.advance(1);
                stepper.restarts().set(0, 0);
                stepper.predict();
                var next = stepper.prediction(0);
                for (int d = 0; d < Z; d++) {
                    var moments = next.latent(d).moments();
                    expected.means[t * Z + d] = moments.mean()[0];
                    expected.within[t * Z + d] = moments.within()[0][0];
                    expected.between[t * Z + d] = moments.between()[0][0];
                }
            }
        }
        return expected;
    }

    /** T. */
    public int length() {
        return means.length / latentSize;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expectations e && latentSize == e.latentSize && Arrays.equals(means, e.means)
                && Arrays.equals(within, e.within) && Arrays.equals(between, e.between);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(means);
    }

    @Override
    public String toString() {
        return "Expectations[" + length() + ", " + latentSize + "]";
    }
}
