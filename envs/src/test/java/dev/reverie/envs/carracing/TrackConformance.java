package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Random numbers and tracks are those of numpy and Gymnasium. */
public interface TrackConformance extends Golden {
    /** Of the files' numbers, 2^-30 of a metre or radian, rounded. */
    double QUANTUM = 0x1p-30;

    @Test
    default void randomWordsAreNumpys() {
        var golden = golden("random");
        long[] seeds = golden.get("seeds").longs();
        long[] words = golden.get("words").longs();
        double[] uniforms = golden.get("uniforms").doubles();
        double[] mixed = golden.get("mixed").doubles();
        for (int s = 0; s < seeds.length; s++) {
            var random = new NumpyRandom(seeds[s]);
            for (int i = 0; i < 16; i++) {
                assertEquals(words[16 * s + i], random.next(), "word " + i + " of seed " + seeds[s]);
            }
            random = new NumpyRandom(seeds[s]);
            for (int i = 0; i < 8; i++) {
                assertEquals(uniforms[8 * s + i], random.uniform(-3, 5));
            }
            random = new NumpyRandom(seeds[s]);
            for (int i = 0; i < 16; i++) {
                assertEquals(mixed[16 * s + i], i % 2 == 0 ? random.integer(3) : random.uniform(0, 1), "number " + i);
            }
        }
    }

    @Test
    default void tracksAreGymnasiums() {
        var golden = golden("tracks");
        long[] seeds = golden.get("seeds").longs();
        int[] tiles = golden.get("tiles").ints();
        long[] points = golden.get("points").longs();
        byte[] kerbs = golden.get("kerbs").bytes();
        double worst = 0;
        int row = 0;
        assertTrue(seeds.length >= 50, seeds.length + " tracks");
        for (int s = 0; s < seeds.length; s++) {
            var track = Track.of(seeds[s]);
            assertEquals(tiles[s], track.tiles(), "tiles of seed " + seeds[s]);
            double[][] ours = {track.alpha(), track.beta(), track.x(), track.y()};
            long[] sum = new long[4];
            for (int i = 0; i < tiles[s]; i++, row++) {
                for (int k = 0; k < 4; k++) {
                    sum[k] += points[4 * row + k];
                    worst = Math.max(worst, Math.abs(sum[k] * QUANTUM - ours[k][i]));
                }
                assertEquals(kerbs[row] != 0, track.border()[i], "kerb at tile " + i + " of seed " + seeds[s]);
            }
        }
        assertEquals(0, worst, 1e-9);
    }
}
