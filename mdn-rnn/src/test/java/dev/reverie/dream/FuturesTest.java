package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import org.junit.jupiter.api.Test;

class FuturesTest {
    /** A coin that is turned over every time but tossed in step 5. */
    private static Latents episode() {
        var means = new float[22];
        var logVariances = new float[22];
        var actions = new float[10];
        for (int t = 0; t < 11; t++) {
            means[2 * t] = t % 2 == 0 ? 1 : -1;
            means[2 * t + 1] = -means[2 * t];
            logVariances[2 * t] = logVariances[2 * t + 1] = -5;
        }
        java.util.Arrays.fill(actions, 2);
        actions[5] = 5;
        return new Latents(2, means, logVariances, actions, new float[10], false, true, 0);
    }

    private static Futures futures(int seen, int steps, int samples) {
        return Futures.of(Coin.model(), episode(), seen, steps, samples, Temperature.of(1), Seed.of(1));
    }

    @Test
    void whatIsSureIsTheSameInAllAndWhatIsNotIsNot() {
        var futures = futures(3, 5, 200);
        for (int i = 0; i < 3; i++) {
            int frame = 3 + i;
            int right = 0;
            for (int s = 0; s < 200; s++) {
                right += futures.at(s, i, 0) > 0 == (frame % 2 == 0) ? 1 : 0;
            }
            assertTrue(right > 180, "frame " + frame + " was right in " + right + " of 200");
        }
        int heads = 0;
        for (int s = 0; s < 200; s++) {
            heads += futures.at(s, 3, 0) > 0 ? 1 : 0;
        }
        assertEquals(100, heads, 50, "frame 6 comes of the toss");
    }

    @Test
    void theSameSeedGivesTheSameFutures() {
        assertEquals(futures(2, 4, 5), futures(2, 4, 5));
    }

    @Test
    void theLastFrameCanBeReachedAndNoFurther() {
        assertEquals(10, futures(1, 10, 1).steps());
        assertThrows(IllegalArgumentException.class, () -> futures(1, 11, 1));
        assertThrows(IllegalArgumentException.class, () -> futures(0, 1, 1));
    }
}
