package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Sampling;
import dev.reverie.compute.Threefry;
import dev.reverie.core.Gaussians;

/**
 * A dream's randomness: a stream named by its 64-bit key, of which every moment has its own elements. So a dream's bits depend on its key
 * and on nothing else: not on the batch it is in, nor the order, nor the number of threads.
 *
 * <p>Moment 0 draws the start; moment t ≥ 1 draws z_t. A moment has 2·Z elements: first the noise, then the choices. Far beyond all of
 * them, at 2^62 + t, is what decides by chance whether the dream is over after step t; at 3·2^61 + t, which member of an ensemble draws
 * z_t.
 */
public final class DreamRandom {
    private static final long ENDINGS = 1L << 62;
    private static final long MEMBERS = 3L << 61;

    private DreamRandom() {
    }

    /** z_0, from the first frame of one of the episodes, both drawn. */
    public static void start(long key, Gaussians starts, Floats z, int at) {
        int Z = starts.latentSize();
        int episode = (int) (Threefry.uniform(key, Z) * starts.count());
        for (int i = 0; i < Z; i++) {
            int from = episode * Z + i;
            double deviation = StrictMath.exp(0.5 * starts.logVariances()[from]);
            z.set(at + i, (float) (starts.means()[from] + deviation * Threefry.gaussian(key, i)));
        }
    }

    /** The normal and the uniform numbers, Z each, that z_t is drawn with. */
    public static void numbers(long key, int t, int latent, Sampling sampling, Floats noise, Floats choices, int at) {
        long first = 2L * latent * t;
        sampling.gaussian(key, first, noise, at, latent);
        sampling.uniform(key, first + latent, choices, at, latent);
    }

    /** The uniform number that decides whether the dream is over after step t, from 1. */
    public static double ending(long key, int t) {
        return Threefry.uniform(key, ENDINGS + t);
    }

    /** Which of some members draws z_t, 0..members−1. */
    public static int member(long key, int t, int members) {
        return Math.min(members - 1, (int) (members * Threefry.uniform(key, MEMBERS + t)));
    }
}
