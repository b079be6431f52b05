package dev.reverie.experiments.progress;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** A line every ten seconds: for logs and pipes. A stage that is quicker shows none. */
final class LineDisplay implements Display {
    private static final long EVERY = 10_000_000_000L;

    private final PrintWriter out;
    private final String name;
    private final String unit;
    private final LongSupplier nanos;
    private final Meter meter;
    private long last;

    LineDisplay(PrintWriter out, String name, String unit, LongSupplier nanos) {
        this.out = out;
        this.name = name;
        this.unit = unit;
        this.nanos = nanos;
        meter = new Meter(nanos);
        last = nanos.getAsLong();
    }

    @Override
    public void update(long step, long total, String message) {
        double rate = meter.rate(step);
        if (nanos.getAsLong() - last >= EVERY) {
            last = nanos.getAsLong();
            out.println(new Line(name, step, total, unit, rate, message));
            out.flush();
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
