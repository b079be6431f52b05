package dev.reverie.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** How long a call takes: the same rule as the peers' {@code timing.py}. */
final class Stopwatch {
    /** A group of calls lasts at least this long, so that the clock does not show. */
    private static final double GROUP_SECONDS = 0.005;
    private static final int FEWEST_GROUPS = 3;

    /**
     * @param seconds
     *            median per call
     * @param calls
     *            how many were made
     */
    record Reading(double seconds, long calls) {
    }

    private Stopwatch() {
    }

    /**
     * The median of groups of calls, for about so many seconds and at least three groups; a single call where it takes longer than that.
     */
    static Reading measure(Runnable call, double seconds) {
        double first = clock(call, 1);
        if (first > seconds) {
            return new Reading(first, 1);
        }
        int group = (int) Math.max(1, Math.round(GROUP_SECONDS / Math.max(first, 1e-7)));
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (times.size() < FEWEST_GROUPS || System.nanoTime() < end) {
            times.add(clock(call, group) / group);
        }
        return new Reading(Statistics.median(times), (long) times.size() * group);
    }

    private static double clock(Runnable call, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
