package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Engine;
import dev.reverie.compute.NativeMemory;
import dev.reverie.compute.Precision;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.MdnRnn;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dreams and states that are closed give their native memory back at once. */
class DreamMemoryTest {
    private static final Temperature WARM = Temperature.of(1.15);
    private static final long[] KEYS = IntStream.range(0, 150).mapToLong(i -> Seed.of(1).child("dream", i).bits()).toArray();
    private static final DreamPolicy STILL = (rows, ids, state) -> state.actions().fill(0);

    @ParameterizedTest
    @EnumSource
    void batchesOfDreams(Precision precision) {
        NativeMemory.assertFlat(100, () -> {
            try (var dreams =
                    DreamBatch.of(Coin.model(), Coin.starts(), DreamOptions.of(WARM).withPrecision(precision), Engine.current())) {
                dreams.run(KEYS, 6, STILL);
                dreams.record(KEYS[0], 3, STILL);
            }
        });
    }

    @Test
    void environmentsFuturesAndStates() {
        var seen = Coin.episode(Seed.of(5), 40);
        NativeMemory.assertFlat(100, () -> {
            try (var env = new DreamEnv(Coin.model(), Coin.starts(), WARM, Coin.ACTIONS); var state = Coin.model().open(32)) {
                env.reset(1);
                env.step(new float[]{0});
                state.advance(32);
                state.predict(32);
            }
            Futures.of(Coin.model(), seen, 2, 3, 16, WARM, Seed.of(3));
        });
    }

    @Test
    void models() {
        var config = Coin.model().config();
        NativeMemory.assertFlat(20, () -> {
            try (var model = MdnRnn.untrained(config, Coin.model().latentSize(), 1, Seed.of(1))) {
                model.open(1).close();
                try (var dreams = DreamBatch.of(model, Coin.starts(), WARM)) {
                    dreams.run(KEYS, 2, STILL);
                }
            }
        });
    }

    @Test
    void aClosedBatchDreamsNoMoreAndAnInterruptedRunsBlocksAreFreedToo() {
        var dreams = DreamBatch.of(Coin.model(), Coin.starts(), WARM);
        var lengths = dreams.run(KEYS, 6, STILL).lengths();
        assertArrayEquals(lengths, dreams.run(KEYS, 6, (rows, ids, state) -> {
            dreams.close(); // while the run is under way
            state.actions().fill(0);
        }).lengths());
        assertEquals("the batch of dreams is closed",
                assertThrows(IllegalStateException.class, () -> dreams.run(KEYS, 6, STILL)).getMessage());
        dreams.close();
    }
}
