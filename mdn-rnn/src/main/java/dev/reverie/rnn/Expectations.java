package dev.reverie.rnn;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.Arrays;

/**
 * What M expects of every next frame while it observes an episode: mean and variance of each latent element, the variance in its parts,
 * which add up.
 *
 * @param latentSize
 *            Z
 * @param means
 *            [T, Z], of frames 1..T
 * @param within
 *            [T, Z], the components' own variance: noise
 * @param between
 *            [T, Z], variance of the components' means: different futures; of an ensemble, averaged over its members
 * @param epistemic
 *            [T, Z], variance of the members' means: what M does not know; 0 where M is one
 */
public record Expectations(int latentSize, double[] means, double[] within, double[] between, double[] epistemic) {
    /**
     * @param episode
     *            its latents are drawn once
     */
    public static Expectations of(LatentDynamics model, Latents episode, Seed seed) {
        int Z = episode.latentSize();
        int size = episode.length() * Z;
        var expected = new Expectations(Z, new double[size], new double[size], new double[size], new double[size]);
        var observed = ObservedEpisode.drawn(episode, seed);
        try (var state = model.open(1)) {
            for (int t = 0; t < episode.length(); t++) {
                observed.step(state, t);
                var next = state.prediction(0);
                for (int d = 0; d < Z; d++) {
                    var moments = next.latent(d).moments();
                    expected.means[t * Z + d] = moments.mean()[0];
                    expected.within[t * Z + d] = moments.within()[0][0];
                    expected.epistemic[t * Z + d] = next.epistemic(d);
                    expected.between[t * Z + d] = moments.between()[0][0] - next.epistemic(d);
                }
            }
        }
        return expected;
    }

    /** T. */
    public int length() {
        return means.length / latentSize;
    }

    /** Whether there are several members, so that there is something in {@link #epistemic}. */
    public boolean hasMembers() {
        return Arrays.stream(epistemic).anyMatch(variance -> variance > 0);
    }
}
