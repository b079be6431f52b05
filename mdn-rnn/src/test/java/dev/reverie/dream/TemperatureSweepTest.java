package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.core.Gaussians;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemperatureSweepTest {
    private static final int STEPS = 12;

    /** How far apart 200 dreams are that began alike and did the same: the variance of z over them, mean over steps and elements. */
    private static double variance(double temperature, int action) {
        var heads = new Gaussians(2, new float[]{1, -1}, new float[]{-30, -30});
        var options = DreamOptions.of(Temperature.of(temperature)).withEnding(new Termination.Threshold(1e9));
        var dreams = DreamBatch.of(Coin.model(), heads, options, Engine.current());
        var all = IntStream.range(0, 200)
                .mapToObj(i -> dreams.record(Seed.of(2).child("dream", i).bits(), STEPS,
                        (rows, ids, state) -> state.actions().set(0, action)))
                .toList();
        return IntStream.range(2, 2 * (STEPS + 1)).mapToDouble(i -> {
            var values = all.stream().mapToDouble(dream -> dream.z()[i]).toArray();
            double mean = DoubleStream.of(values).average().orElseThrow();
            return DoubleStream.of(values).map(z -> (z - mean) * (z - mean)).average().orElseThrow();
        }).average().orElseThrow();
    }

    @Test
    void withoutTemperatureDreamsThatDoTheSameAreTheSame() {
        assertTrue(variance(1e-4, 5) < 1e-3, "tossed " + variance(1e-4, 5));
        assertTrue(variance(1e-4, 2) < 1e-3, "turned " + variance(1e-4, 2));
    }

    @Test
    void chanceGrowsWithTheTemperature() {
        double[] sweep = DoubleStream.of(1e-4, 0.5, 1, 1.5).map(tau -> variance(tau, 2)).toArray();
        for (int i = 1; i < sweep.length; i++) {
            assertTrue(sweep[i] > sweep[i - 1], java.util.Arrays.toString(sweep));
        }
        // A coin that is turned over shows what it must, with the noise of its picture; M errs once in a hundred steps or less often, which
        // makes 0.25.
        assertTrue(sweep[2] > 0.5 * Coin.NOISE * Coin.NOISE && sweep[2] < 0.3, java.util.Arrays.toString(sweep));
        // A toss is a toss.
        assertTrue(variance(1, 5) > 0.7, "tossed " + variance(1, 5));
    }
}
