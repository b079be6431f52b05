package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What dreams cost, told without a clock. */
class DreamCostTest {
    private static final int STEPS = 40;
    private static final DreamOptions OPTIONS = DreamOptions.of(Temperature.of(1.15));

    private static long[] keys(int n) {
        return LongStream.range(0, n).toArray();
    }

    @Test
    void dreamsThatAreOverCostNothing() {
        int latent = 2;
        var lived = new AtomicIntegerArray(STEPS);
        var computed = new AtomicIntegerArray(STEPS);
        var step = new int[300];
        var lengths = DreamBatch.of(Coin.model(), Coin.starts(), OPTIONS, Engine.fast(2)).run(keys(300), STEPS,
                (rows, ids, z, h, c, actions) -> {
                    int t = step[ids[0]];
                    for (int r = 0; r < rows; r++) {
                        step[ids[r]]++;
                        actions.set(r, (ids[r] + t) % 8);
                    }
                    lived.addAndGet(t, rows);
                    computed.addAndGet(t, z.size() / latent);
                }).lengths();
        for (int t = 0; t < STEPS; t++) {
            int now = t;
            assertEquals(Arrays.stream(lengths).filter(length -> length > now).count(), lived.get(t), "step " + t);
            assertTrue(computed.get(t) - lived.get(t) < 32 && computed.get(t) <= Math.max(8, 32 * ((lived.get(t) + 31) / 32)),
                    "step " + t + ": " + computed.get(t) + " rows for " + lived.get(t));
        }
        assertTrue(lived.get(0) == 300 && lived.get(STEPS - 1) < 100, lived.toString());
    }

    @Test
    void aStepAllocatesNothingForARow() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var dreams = DreamBatch.of(Coin.model(), Coin.starts(), OPTIONS.withEnding(new Ending.Threshold(1e9)), Engine.plain(1));
        Pilot pilot = (rows, ids, z, h, c, actions) -> actions.fill(5);
        long least = Long.MAX_VALUE;
        // On plain kernels, and more than once: before the compiler has seen them, vectors are objects.
        for (int i = 0; i < 400 && least > 300 * 300; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            dreams.run(keys(40), 100, pilot);
            long some = threads.getCurrentThreadAllocatedBytes() - before;
            dreams.run(keys(40), 400, pilot);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before - 2 * some);
        }
        assertTrue(least <= 300 * 300, least / 300.0 + " bytes a step of 40 rows");
    }
}
