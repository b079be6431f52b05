package dev.reverie.experiments.progress;

import java.util.function.LongSupplier;

/**
 * Steps a second since the first update. What a resumed stage had done before does not count, since it took no time here.
 */
final class Meter {
    private final LongSupplier nanos;
    private boolean started;
    private long firstStep;
    private long start;

    Meter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The rate at this step; 0 if too little time has passed to say. */
    double rate(long step) {
        if (!started) {
            started = true;
            firstStep = step;
            start = nanos.getAsLong();
        }
        double seconds = (nanos.getAsLong() - start) / 1e9;
        return seconds < 0.1 ? 0 : (step - firstStep) / seconds;
    }
}
