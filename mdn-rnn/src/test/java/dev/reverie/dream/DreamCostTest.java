package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.Ensemble;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.MdnRnn;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dreams cost, told without a clock. */
class DreamCostTest {
    private static final int STEPS = 40;
    private static final DreamOptions OPTIONS = DreamOptions.of(Temperature.of(1.15));

    private static long[] keys(int n) {
        return LongStream.range(0, n).toArray();
    }

    @Test
    void dreamsThatAreOverCostNothing() {
        var lived = new AtomicIntegerArray(STEPS);
        var computed = new AtomicIntegerArray(STEPS);
        var step = new int[300];
        var lengths = DreamBatch.of(Coin.model(), Coin.starts(), OPTIONS, Engine.fast(2)).run(keys(300), STEPS,
                (rows, ids, state) -> {
                    int t = step[ids[0]];
                    for (int r = 0; r < rows; r++) {
                        step[ids[r]]++;
                        state.actions().set(r, (ids[r] + t) % 8);
                    }
                    lived.addAndGet(t, rows);
                    computed.addAndGet(t, state.rows());
                }).lengths();
        for (int t = 0; t < STEPS; t++) {
            int now = t;
            assertEquals(Arrays.stream(lengths).filter(length -> length > now).count(), lived.get(t), "step " + t);
            assertTrue(computed.get(t) - lived.get(t) < 32 && computed.get(t) <= Math.max(8, 32 * ((lived.get(t) + 31) / 32)),
                    "step " + t + ": " + computed.get(t) + " rows for " + lived.get(t));
        }
        assertTrue(lived.get(0) == 300 && lived.get(STEPS - 1) < 100, lived.toString());
    }

    /** Bytes that a step of so many dreams allocates, once the compiler has seen it: before that, vectors are objects. */
    private static double allocated(LatentDynamics model, int rows) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var dreams = DreamBatch.of(model, Coin.starts(), OPTIONS.withEnding(new Termination.Threshold(1e9)).withDisagreement(-1),
                Engine.plain(1));
        DreamPolicy policy = (count, ids, state) -> state.actions().fill(5);
        long little = Long.MAX_VALUE;
        long much = Long.MAX_VALUE;
        for (int i = 0; i < 60; i++) {
            long start = threads.getCurrentThreadAllocatedBytes();
            dreams.run(keys(rows), 100, policy);
            long middle = threads.getCurrentThreadAllocatedBytes();
            dreams.run(keys(rows), 400, policy);
            little = Math.min(little, middle - start);
            much = Math.min(much, threads.getCurrentThreadAllocatedBytes() - middle);
        }
        return (much - little) / 300.0;
    }

    private static LatentDynamics model(String kind) {
        var config = Coin.config(1);
        return switch (kind) {
            case "ensemble" -> Ensemble.of(List.of(MdnRnn.untrained(config, 2, 1, Seed.of(1)), MdnRnn.untrained(config, 2, 1, Seed.of(2))));
            default -> MdnRnn.untrained(config.withFactorisation(Factorisation.valueOf(kind)), 2, 1, Seed.of(1));
        };
    }

    /** Prints what a step of 16 and of 32 dreams allocates. */
    public static void main(String[] arguments) {
        var model = model(arguments[0]);
        System.out.println("allocated " + allocated(model, 16) + " " + allocated(model, 32));
    }

    /** In a JVM of its own: where other tests have run before, the compiler leaves an object or two that it dissolves otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"PER_DIMENSION", "JOINT", "ensemble"})
    void aRowOfAStepAllocatesNothing(String kind) throws Exception {
        var java =
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xbatch",
                        "--add-modules=jdk.incubator.vector",
                        "-cp", System.getProperty("java.class.path"), DreamCostTest.class.getName(), kind).redirectErrorStream(true)
                        .start();
        String said;
        try (var out = java.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals(0, java.waitFor(), said);
        var line = said.lines().filter(one -> one.startsWith("allocated ")).findFirst().orElseThrow(() -> new AssertionError(said));
        double few = Double.parseDouble(line.split(" ")[1]);
        double many = Double.parseDouble(line.split(" ")[2]);
        // All in one block, whose products have a few bytes of their own. The smallest object has 16 bytes.
        assertTrue((many - few) / 16 < 1, line);
    }
}
