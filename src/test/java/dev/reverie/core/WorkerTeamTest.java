package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTeamTest {
    private static void eachPartOnce(WorkerTeam crew, int parts) {
        var seen = new AtomicIntegerArray(parts);
        crew.run(parts, seen::incrementAndGet);
        for (int i = 0; i < parts; i++) {
            assertEquals(1, seen.get(i), "part " + i + " of " + parts);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPartRunsOnce(int threads) {
        try (var crew = new WorkerTeam(threads, "test")) {
            for (int run = 0; run < 3_000; run++) {
                eachPartOnce(crew, run % 9);
            }
        }
    }

    @Test
    void helpersThatFellAsleepWake() {
        try (var crew = new WorkerTeam(3, "test")) {
            for (int run = 0; run < 200; run++) {
                LockSupport.parkNanos(200_000);
                eachPartOnce(crew, 5);
            }
        }
    }

    /** Two parts that wait for each other can only end on two threads. */
    @Test
    void partsRunAtTheSameTime() {
        try (var crew = new WorkerTeam(2, "test")) {
            var begun = new AtomicInteger();
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            crew.run(2, i -> {
                threads.add(Thread.currentThread());
                begun.incrementAndGet();
                while (begun.get() < 2) {
                    Thread.onSpinWait();
                }
            });
            assertEquals(2, threads.size());
            assertTrue(threads.contains(Thread.currentThread()));
            assertTrue(threads.stream().anyMatch(thread -> thread.getName().equals("test-1")), threads::toString);
        }
    }

    /** Not volatile: the end of run makes it visible. */
    @Test
    void whatPartsWroteIsThereAfterwards() {
        try (var crew = new WorkerTeam(3, "test")) {
            var values = new double[64];
            for (int run = 1; run <= 5_000; run++) {
                double value = run;
                crew.run(values.length, i -> values[i] = value);
                assertEquals(value * values.length, Arrays.stream(values).sum());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void ofFailuresTheLowestPartsIsThrownAfterAllHaveEnded(int threads) {
        try (var crew = new WorkerTeam(threads, "test")) {
            for (int run = 0; run < 100; run++) {
                var ended = new AtomicInteger();
                var thrown = assertThrows(IllegalStateException.class, () -> crew.run(50, i -> {
                    ended.incrementAndGet();
                    if (i % 10 == 7) {
                        throw new IllegalStateException("part " + i);
                    }
                }));
                assertEquals("part 7", thrown.getMessage());
                assertEquals(50, ended.get());
            }
            eachPartOnce(crew, 50);
        }
    }

    @Test
    void anInterruptIsKept() {
        try (var crew = new WorkerTeam(2, "test")) {
            Thread.currentThread().interrupt();
            eachPartOnce(crew, 20);
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        var crew = new WorkerTeam(2, "test");
        var helper = new Thread[1];
        var begun = new AtomicInteger();
        var caller = Thread.currentThread();
        crew.run(2, i -> {
            if (Thread.currentThread() != caller) {
                helper[0] = Thread.currentThread();
            }
            begun.incrementAndGet();
            while (begun.get() < 2) {
                Thread.onSpinWait();
            }
        });
        crew.close();
        helper[0].join(10_000);
        assertFalse(helper[0].isAlive());
        var thrown = assertThrows(IllegalStateException.class, () -> crew.run(1, i -> {}));
        assertEquals("closed", thrown.getMessage());
    }
}
