package dev.reverie.experiments.run;

import dev.reverie.core.Manifest;
import dev.reverie.core.Manifest.StageRecord;
import dev.reverie.core.RunFolder;
import java.time.Duration;
import java.util.Optional;

/**
 * How a stage of a run stands.
 *
 * @param stage
 *            its name
 * @param reason
 *            why it ran, or would have to; empty if it is up to date
 * @param duration
 *            what it took, interrupted attempts included; empty if it was never finished
 * @param summary
 *            of its {@link StageSummary}; empty if it was never finished
 */
public record StageStatus(String stage, Optional<String> reason, Optional<Duration> duration, String summary) {
    /** As the manifest and the stage's last report have it. */
    public static StageStatus of(Stage stage, Optional<String> reason, Manifest manifest, RunFolder folder) {
        var record = Optional.ofNullable(manifest.stages().get(stage.name()));
        var duration = record.map(StageRecord::seconds).map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
        var summary = record.map(StageRecord::summary).filter(text -> !text.isEmpty());
        return new StageStatus(stage.name(), reason, duration, summary.orElseGet(() -> new StageFolder(folder.root(), stage).summary()));
    }
}
