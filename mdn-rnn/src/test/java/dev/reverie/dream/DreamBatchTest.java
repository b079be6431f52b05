package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.MdnRnn;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DreamBatchTest {
    private static final Temperature WARM = Temperature.of(1.15);
    /** Whatever z and memory suggest. */
    private static final DreamPolicy PILOT = (rows, ids, state) -> {
        int Z = state.z().size() / state.rows();
        int H = state.parts().get(0).size() / state.rows();
        for (int r = 0; r < rows; r++) {
            double x =
                    Math.abs(10 * state.z().get(r * Z) + 100 * state.parts().get(0).get(r * H) + 100 * state.parts().get(1).get(r * H + 1));
            state.actions().set(r, (int) (8 * (x - Math.floor(x))));
        }
    };

    private static DreamBatch dreams(Temperature temperature, Engine engine) {
        return dreams(temperature, engine, Precision.F32);
    }

    private static DreamBatch dreams(Temperature temperature, Engine engine, Precision precision) {
        return DreamBatch.of(Coin.model(), Coin.starts(), DreamOptions.of(temperature).withPrecision(precision), engine);
    }

    private static long[] keys(int n) {
        return IntStream.range(0, n).mapToLong(i -> Seed.of(1).child("dream", i).bits()).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void lengthsAreTheSameOnAnyNumberOfThreads(Precision precision) {
        var one = dreams(WARM, Engine.fast(1), precision).run(keys(100), 60, PILOT).lengths();
        for (int threads = 2; threads <= 3; threads++) {
            assertArrayEquals(one, dreams(WARM, Engine.fast(threads), precision).run(keys(100), 60, PILOT).lengths());
        }
        assertTrue(Arrays.stream(one).distinct().count() > 5, "nothing to tell apart: " + Arrays.toString(one));
    }

    @ParameterizedTest
    @EnumSource
    void lengthsAreTheSameInAnyCompany(Precision precision) {
        var dreams = dreams(WARM, Engine.current(), precision);
        var keys = keys(75);
        var together = dreams.run(keys, 60, PILOT).lengths();
        for (int i = 0; i < keys.length; i += 7) {
            assertEquals(together[i], dreams.run(new long[]{keys[i]}, 60, PILOT).lengths()[0], "dream " + i);
        }
        var reversed = new long[keys.length];
        Arrays.setAll(reversed, i -> keys[keys.length - 1 - i]);
        var lengths = dreams.run(reversed, 60, PILOT).lengths();
        for (int i = 0; i < keys.length; i++) {
            assertEquals(together[i], lengths[keys.length - 1 - i], "dream " + i);
        }
    }

    /** Of 128 a block, of 64, of 32, and of one. */
    @Test
    void aDreamAmongAThousandIsTheSameDream() {
        var dreams = dreams(WARM, Engine.fast(2));
        var keys = keys(1030);
        var all = dreams.run(keys, 20, PILOT).lengths();
        assertArrayEquals(Arrays.copyOf(all, 520), dreams.run(Arrays.copyOf(keys, 520), 20, PILOT).lengths());
        assertArrayEquals(Arrays.copyOf(all, 40), dreams.run(Arrays.copyOf(keys, 40), 20, PILOT).lengths());
        assertEquals(all[1029], dreams.run(new long[]{keys[1029]}, 20, PILOT).lengths()[0]);
    }

    @Test
    void aRecordedDreamIsThatOfTheBatch() {
        var dreams = dreams(WARM, Engine.current());
        var lengths = dreams.run(keys(40), 60, PILOT).lengths();
        for (int i = 0; i < 40; i++) {
            var dream = dreams.record(keys(40)[i], 60, PILOT);
            assertEquals(lengths[i], dream.length());
            assertTrue(dream.over() || dream.length() == 60);
            for (int t = 0; t < dream.length() - 1; t++) {
                assertTrue(dream.restartLogits()[t] <= 0, "step " + t);
            }
        }
    }

    @Test
    void theEnvironmentIsThatOfTheBatchToTheBit() {
        var dreams = dreams(WARM, Engine.current());
        try (var env = new DreamEnv(Coin.model(), Coin.starts(), WARM, Coin.ACTIONS)) {
            for (long key : keys(10)) {
                var dream = dreams.record(key, 60, PILOT);
                assertArrayEquals(dream.z(0), ((Observation.Vector) env.reset(key)).values());
                for (int t = 0; t < dream.length(); t++) {
                    PILOT.act(1, new int[1], env.state());
                    assertArrayEquals(dream.action(t), env.state().actions().toArray());
                    var step = env.step(dream.action(t));
                    assertArrayEquals(dream.z(t + 1), ((Observation.Vector) step.observation()).values());
                    assertEquals(dream.restartLogits()[t], (float) env.restartLogit());
                    assertEquals(1, step.reward());
                    assertEquals(dream.restartLogits()[t] > 0, step.terminated());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stateAndChancesOfARowSurviveClosingRanks(Precision precision) {
        // Every dream checks that its z is the one it has alone.
        var dreams = dreams(WARM, Engine.fast(2), precision);
        var keys = keys(100);
        var alone = Arrays.stream(keys).mapToObj(key -> dreams.record(key, 40, PILOT)).toList();
        var steps = new int[keys.length];
        dreams.run(keys, 40, (rows, ids, state) -> {
            for (int r = 0; r < rows; r++) {
                int t = steps[ids[r]]++;
                assertEquals(alone.get(ids[r]).z(t)[1], state.z().get(2 * r + 1), "dream " + ids[r] + " at step " + t);
            }
            PILOT.act(rows, ids, state);
        });
        for (int i = 0; i < keys.length; i++) {
            assertEquals(alone.get(i).length(), steps[i]);
        }
    }

    @Test
    void withoutTemperatureTheMeansOfTheLikeliestAreDreamt() {
        var model = Coin.model();
        var dream = dreams(new Temperature(1e-6, 0), Engine.current()).record(5, 20, PILOT);
        var state = model.open(1);
        state.begin(0);
        for (int t = 0; t < dream.length(); t++) {
            state.z().put(0, dream.z(t));
            state.actions().put(0, dream.action(t));
            state.advance(1);
            state.predict(1);
            var mixture = state.prediction(0).latents().get(0);
            int heaviest = 0;
            for (int k = 0; k < mixture.weights().length; k++) {
                heaviest = mixture.weights()[k] > mixture.weights()[heaviest] ? k : heaviest;
            }
            assertEquals((float) mixture.component(heaviest).mean(0), dream.z(t + 1)[0]);
        }
    }

    @Test
    void aTossIsFairAndATurnIsSureInDreamsToo() {
        var dreams = dreams(Temperature.of(1), Engine.current());
        int heads = 0;
        int turns = 0;
        for (long key : keys(400)) {
            var tossed = dreams.record(key, 1, (rows, ids, state) -> state.actions().set(0, 5));
            var turned = dreams.record(key, 1, (rows, ids, state) -> state.actions().set(0, 2));
            heads += tossed.z(1)[0] > 0 ? 1 : 0;
            turns += tossed.z(0)[0] > 0 != turned.z(1)[0] > 0 ? 1 : 0;
        }
        assertEquals(200, heads, 60);
        assertTrue(turns > 390, turns + " of 400 turned");
    }

    @Test
    void startsAreDrawnFromAllEpisodesWithTheirSpread() {
        var dreams = dreams(WARM, Engine.current());
        double squares = 0;
        for (long key : keys(1000)) {
            double z = dreams.record(key, 1, PILOT).z(0)[0];
            squares += Math.pow(Math.abs(z) - 1, 2);
        }
        assertEquals(Coin.NOISE * Coin.NOISE, squares / 1000, 0.15 * Coin.NOISE * Coin.NOISE);
    }

    @Test
    void anInterruptStopsDreaming() {
        var dreams = dreams(WARM, Engine.current());
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> dreams.run(keys(3), 10, PILOT));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aWrongModelIsRefused() {
        var other = MdnRnn.untrained(Coin.config(1), 3, 1, Seed.of(1));
        assertThrows(IllegalArgumentException.class, () -> DreamBatch.of(other, Coin.starts(), WARM));
        assertThrows(IllegalArgumentException.class, () -> new DreamEnv(other, Coin.starts(), WARM, Coin.ACTIONS));
    }

    @Test
    void aHigherThresholdLetsDreamsLiveLonger() {
        var usual = dreams(WARM, Engine.current()).run(keys(100), 60, PILOT);
        var never =
                DreamBatch.of(Coin.model(), Coin.starts(), DreamOptions.of(WARM).withEnding(new Termination.Threshold(1e9)),
                        Engine.current());
        assertTrue(usual.mean() < 50);
        assertEquals(60, never.run(keys(100), 60, PILOT).mean());
    }

    @Test
    void endingsByChanceAreAsOftenAsMSays() {
        var lucky = DreamBatch.of(Coin.model(), Coin.starts(), DreamOptions.of(Temperature.ONE).withEnding(new Termination.Bernoulli()),
                Engine.current());
        double expected = 0;
        int ends = 0;
        for (long key : keys(200)) {
            var dream = lucky.record(key, 30, PILOT);
            for (float logit : dream.restartLogits()) {
                expected += dev.reverie.rnn.DoneForecast.probability(logit, Coin.model().config().restartWeight());
            }
            ends += dream.over() ? 1 : 0;
        }
        assertTrue(ends > 50, "ended " + ends);
        assertEquals(expected, ends, 3 * Math.sqrt(expected));
        var lengths = lucky.run(keys(40), 30, PILOT).lengths();
        for (int i = 0; i < 40; i++) {
            assertEquals(lengths[i], lucky.record(keys(40)[i], 30, PILOT).length(), "dream " + i);
        }
    }
}
