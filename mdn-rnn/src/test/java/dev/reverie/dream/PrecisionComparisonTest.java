package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrecisionComparisonTest {
    private static final List<Latents> EPISODES =
            IntStream.range(0, 40).mapToObj(i -> Coin.episode(Seed.of(11).child("coin", i), 60)).toList();
    private static final DreamStatistics.Setting SETTING = new DreamStatistics.Setting(DreamOptions.of(Temperature.ONE), 200, 1, 60);

    /** bfloat16 has 8 bits: what M expects moves by about a hundredth, and dreams last as long. */
    @Test
    void roundingMovesWhatIsExpectedALittleAndDreamsLastAsLong() {
        var told = PrecisionComparison.of(Coin.model(), EPISODES, EPISODES.subList(0, 10), SETTING, Seed.of(3));
        var expected = told.expected();
        assertEquals(EPISODES.subList(0, 10).stream().mapToInt(Latents::length).sum(), expected.steps());
        for (double moved : new double[]{expected.means(), expected.logScales(), expected.weights(), expected.restartLogit()}) {
            assertTrue(moved > 0 && moved < 0.5, told.lines().toString());
        }
        assertEquals(0, expected.nll().value(), 0.05);
        assertEquals(2, told.lengths().size());
        for (var pair : told.lengths().values()) {
            assertEquals(pair.bf16().value() - pair.f32().value(), pair.difference().value(), 1e-9);
            assertEquals(0, pair.difference().value(), 4 * pair.difference().standardError() + 1e-9);
        }
        assertEquals(told, PrecisionComparison.of(Coin.model(), EPISODES, EPISODES.subList(0, 10), SETTING, Seed.of(3)));
    }

    @Test
    void anEstimateIsTheMeanAndItsStandardError() {
        var estimate = PrecisionComparison.estimate(new double[]{1, 2, 3, 6});
        assertEquals(3, estimate.value());
        assertEquals(Math.sqrt(14 / 3.0 / 4), estimate.standardError(), 1e-12);
    }

    @Test
    void oneEpisodeIsTooFew() {
        var error = assertThrows(IllegalArgumentException.class,
                () -> PrecisionComparison.of(Coin.model(), EPISODES, EPISODES.subList(0, 1), SETTING, Seed.of(3)));
        assertTrue(error.getMessage().startsWith("heldOut must be at least 2 episodes"), error.getMessage());
    }
}
