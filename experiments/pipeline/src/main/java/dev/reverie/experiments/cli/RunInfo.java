package dev.reverie.experiments.cli;

import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.run.Pipeline;
import dev.reverie.experiments.run.PipelineListener;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.StageStatus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the stages of a run stand. Nothing is changed. */
final class RunInfo {
    private RunInfo() {
    }

    /**
     * The table.
     *
     * @throws IllegalArgumentException
     *             if there is no run in this folder
     */
    static List<String> rows(List<Stage> stages, RunFolder folder) {
        if (!Files.exists(folder.config())) {
            throw new IllegalArgumentException(folder.root() + ": no run folder, there is no config.yaml in it");
        }
        var config = ExperimentConfig.load(folder.config());
        try (var run = Run.open(folder.root())) {
            var nobody = Manifest.Provenance.here("", Map.of());
            var rows = new ArrayList<>(OutcomeTable.rows(new Pipeline(stages, run, config, nobody, PipelineListener.none()).look(), ""));
            rows.addAll(makers(stages, run.manifest()));
            return rows;
        } catch (FileException e) {
            return recorded(stages, folder, e.getMessage());
        }
    }

    /** Of a run that is being written to: what is on record, unchecked. */
    private static List<String> recorded(List<Stage> stages, RunFolder folder, String problem) {
        var manifest = Manifest.read(folder.manifest());
        var rows = new ArrayList<String>();
        rows.add(problem);
        rows.addAll(OutcomeTable.rows(stages.stream().map(stage -> {
            var state = manifest.stages().containsKey(stage.name()) ? "finished, not checked" : "never finished";
            return StageStatus.of(stage, Optional.of(state), manifest, folder);
        }).toList(), ""));
        rows.addAll(makers(stages, manifest));
        return rows;
    }

    /** What the finished stages were made by: one line for those that were made alike. */
    private static List<String> makers(List<Stage> stages, Manifest manifest) {
        var makers = new LinkedHashMap<String, List<String>>();
        for (var stage : stages) {
            var record = manifest.stages().get(stage.name());
            if (record != null) {
                makers.computeIfAbsent(text(record.provenance()), maker -> new ArrayList<>()).add(stage.name());
            }
        }
        var lines = new ArrayList<String>();
        makers.forEach((maker, made) -> lines.add(String.join(", ", made) + ": by " + maker));
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private static String text(Manifest.Provenance provenance) {
        var parts = new ArrayList<String>();
        parts.add("commit " + (provenance.commit().isEmpty() ? "unknown" : provenance.commit()));
        provenance.versions().forEach((name, version) -> parts.add(name + " " + version));
        parts.add(provenance.os() + " " + provenance.arch());
        return String.join("; ", parts);
    }
}
