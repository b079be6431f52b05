package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.ContentHash;
import dev.reverie.core.Disk;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stage's own folder, {@code RUN/vae}: the checkpoint of an unfinished attempt, the inputs it belongs to and the time it has taken; and
 * of the last finished one the report, and what it logged, from which a damaged metric log is restored.
 */
public final class StageFolder {
    private final String stage;
    private final Path folder;

    StageFolder(Path root, Stage stage) {
        this.stage = stage.name();
        folder = root.resolve(stage.name());
    }

    Path path() {
        return folder;
    }

    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    /** What the last finished attempt logged. */
    Path metrics() {
        return folder.resolve("metrics.jsonl");
    }

    /** Whether an attempt was begun and not finished. */
    boolean isBegun() {
        return Files.exists(unfinished());
    }

    private Path unfinished() {
        return folder.resolve("unfinished.txt");
    }

    private Path report() {
        return folder.resolve("report.txt");
    }

    /** What an unfinished attempt with these inputs has taken so far; empty if there is none. */
    Optional<Duration> unfinished(Run.Inputs inputs) {
        if (!Files.exists(unfinished())) {
            return Optional.empty();
        }
        var lines = Disk.text(unfinished()).lines().toList();
        return lines.size() == 2 && lines.get(0).equals(key(inputs)) ? Optional.of(duration(lines.get(1))) : Optional.empty();
    }

    /** A damaged one counts as nothing: the checkpoint beside it is worth more than its time. */
    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    /** Marks the stage as begun, of no inputs, before files are brought here that it has not written. */
    void claim() {
        AtomicFile.write(unfinished(), "brought\n" + Duration.ZERO + "\n");
    }

    /** Remembers an attempt, so that it can go on however it ends. */
    void attempt(Run.Inputs inputs, Duration soFar) {
        AtomicFile.write(unfinished(), key(inputs) + "\n" + soFar + "\n");
    }

    /** What a finished attempt leaves, written before the manifest says that it is finished. */
    void finished(StageSummary report, Path log) {
        AtomicFile.write(report(), report.summary() + "\n");
        Disk.delete(metrics());
        MetricLog.restore(metrics(), Map.of(stage, log));
    }

    /**
     * Removes what only an unfinished attempt needs, once the manifest says that it is finished; a report that was lost is written again.
     *
     * @param summary
     *            as the manifest has it; empty if it does not have it
     */
    void tidy(String summary) {
        if (!summary.isEmpty() && !Files.exists(report())) {
            AtomicFile.write(report(), summary + "\n");
        }
        Disk.delete(checkpoint());
        Disk.delete(unfinished());
    }

    /** Removes what an attempt must not find. */
    void clear() {
        Disk.delete(checkpoint());
        Disk.delete(metrics());
    }

    /** The report of the last finished attempt; empty if it was never finished. */
    String summary() {
        return Files.exists(report()) ? Disk.text(report()).strip() : "";
    }

    private static String key(Run.Inputs inputs) {
        return ContentHash.of(inputs.stage() + "\n" + inputs.config() + "\n" + inputs.seed() + "\n" + new TreeMap<>(inputs.hashes()));
    }
}
