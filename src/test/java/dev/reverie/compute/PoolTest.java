package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
    private static void eachPartOnce(Pool pool, int parts) {
        var seen = new AtomicIntegerArray(parts);
        pool.run(parts, seen::incrementAndGet);
        for (int i = 0; i < parts; i++) {
            assertEquals(1, seen.get(i), "part " + i + " of " + parts);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPartRunsOnce(int threads) {
        var pool = new Pool(threads);
        for (int round = 0; round < 3_000; round++) {
            eachPartOnce(pool, round % 9);
        }
    }

    @Test
    void aFailureIsThrownAfterAllHaveEnded() {
        var pool = new Pool(2);
        var ended = new AtomicInteger();
        var thrown = assertThrows(IllegalStateException.class, () -> pool.run(50, i -> {
            ended.incrementAndGet();
            if (i == 7) {
                throw new IllegalStateException("part 7");
            }
        }));
        assertEquals("part 7", thrown.getMessage());
        assertEquals(50, ended.get());
        eachPartOnce(pool, 50);
    }

    @Test
    void partsMayUseThePoolThemselves() {
        var pool = new Pool(2);
        var sums = new int[6];
        pool.run(sums.length, i -> {
            var inner = new AtomicInteger();
            pool.run(10, inner::addAndGet);
            sums[i] = inner.get();
        });
        assertArrayEquals(new int[]{45, 45, 45, 45, 45, 45}, sums);
    }

    @Test
    void callersOnSeveralThreadsAllGetTheirWorkDone() throws InterruptedException {
        var pool = new Pool(3);
        var done = new AtomicInteger();
        Runnable caller = () -> {
            for (int round = 0; round < 500; round++) {
                pool.run(4, i -> done.incrementAndGet());
            }
        };
        var other = new Thread(caller);
        other.start();
        caller.run();
        other.join();
        assertEquals(4_000, done.get());
    }
}
