package dev.reverie.experiments.run;

import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import java.util.List;

/**
 * What a stage logged.
 *
 * @param entries
 *            its lines, in order
 */
record Metrics(List<MetricLog.Entry> entries) {
    static Metrics of(RunFolder folder, String stage) {
        return new Metrics(MetricLog.read(folder.metrics()).stream().filter(entry -> entry.stage().equals(stage)).toList());
    }

    /** The latest value under a key; NaN if there is none. */
    double last(String key) {
        return entries.stream().filter(entry -> entry.values().containsKey(key)).reduce((a, b) -> b)
                .map(entry -> entry.values().get(key)).orElse(Double.NaN);
    }
}
