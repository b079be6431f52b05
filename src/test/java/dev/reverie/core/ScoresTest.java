package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static Scores of(double... returns) {
        var lengths = new int[returns.length];
        Arrays.fill(lengths, 10);
        return new Scores(returns, lengths, new long[returns.length]);
    }

    @Test
    void meanSdAndIntervalAreTheTextbooks() {
        var scores = of(2, 4, 4, 4, 5, 5, 7, 9);
        assertEquals(5, scores.mean());
        assertEquals(Math.sqrt(32.0 / 7), scores.sd(), 1e-12);
        assertEquals(2.365 * Math.sqrt(32.0 / 7) / Math.sqrt(8), scores.margin95(), 1e-12);
        assertEquals("5.0 ± 2.1 over 8 episodes (95% interval of the mean 3.2..6.8, mean length 10.0)", scores.toString());
    }

    /** Quantiles from a table. */
    @Test
    void studentsQuantileIsRightBeyondTheTable() {
        assertEquals(2.0395, Scores.t975(31), 1e-4);
        assertEquals(2.0211, Scores.t975(40), 1e-4);
        assertEquals(1.9842, Scores.t975(99), 1e-4);
        assertEquals(1.9623, Scores.t975(1000), 1e-4);
    }

    /** What an interval promises. */
    @Test
    void theIntervalHoldsTheMeanNineteenTimesInTwenty() {
        var random = Seed.of(1).random();
        int held = 0;
        int trials = 4000;
        for (int trial = 0; trial < trials; trial++) {
            var returns = new double[5];
            Arrays.setAll(returns, i -> 3 + 2 * random.nextGaussian());
            var scores = of(returns);
            held += Math.abs(scores.mean() - 3) <= scores.margin95() ? 1 : 0;
        }
        assertTrue(Math.abs(held - 0.95 * trials) < 4 * Math.sqrt(trials * 0.95 * 0.05), held + " of " + trials);
    }

    @Test
    void aSingleEpisodeHasNoSpread() {
        assertEquals(Double.NaN, of(1).sd());
        assertEquals(Double.NaN, of(1).margin95());
        assertEquals("1.0 in one episode of length 10", of(1).toString());
        assertThrows(IllegalArgumentException.class, () -> of());
    }
}
