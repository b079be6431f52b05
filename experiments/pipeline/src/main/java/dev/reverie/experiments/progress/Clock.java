package dev.reverie.experiments.progress;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them: 2:10, 1:05:09. */
public final class Clock {
    private Clock() {
    }

    /** To the second; below ten seconds, with tenths: {@code 0.3 s}. */
    public static String text(Duration duration) {
        if (duration.toMillis() < 9950) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return text(Math.round(duration.toMillis() / 1000.0));
    }

    static String text(long seconds) {
        return seconds < 3600 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
