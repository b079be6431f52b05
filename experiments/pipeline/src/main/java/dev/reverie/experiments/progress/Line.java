package dev.reverie.experiments.progress;

import java.util.Locale;

/**
 * How far a stage is, as one line: {@code vae  42% 113,000/270,000 frames  1,150/s  ETA 2:10  recon 12.3}.
 *
 * @param name
 *            of the stage
 * @param step
 *            done so far
 * @param total
 *            of the whole, or -1 if unknown
 * @param unit
 *            what is counted, in the plural
 * @param rate
 *            steps a second; 0 if not known yet
 * @param message
 *            of the stage; may be empty
 */
record Line(String name, long step, long total, String unit, double rate, String message) {
    @Override
    public String toString() {
        var line = new StringBuilder(name).append("  ");
        if (total > 0) {
            line.append(String.format(Locale.ROOT, "%d%% %,d/%,d %s", 100 * step / total, step, total, unit));
        } else {
            line.append(String.format(Locale.ROOT, "%,d %s", step, unit));
        }
        if (rate > 0) {
            line.append(String.format(Locale.ROOT, rate < 10 ? "  %.1f/s" : "  %,.0f/s", rate));
            if (step < total) {
                line.append("  ETA ").append(Clock.text(Math.round((total - step) / rate)));
            }
        }
        return message.isEmpty() ? line.toString() : line.append("  ").append(message).toString();
    }
}
