package dev.reverie.experiments.run;

import dev.reverie.core.ContentHash;
import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a run folder would lose if its stages were brought up to date with another configuration.
 *
 * @param stages
 *            those that are finished or begun with another configuration or seed, and the finished ones that read what these write
 * @param files
 *            files and folders that stages write and that are there, though no stage of this run wrote them
 */
public record Replacement(List<String> stages, List<Path> files) {
    public Replacement {
        stages = List.copyOf(stages);
        files = List.copyOf(files);
    }

    static Replacement of(Pipeline pipeline, Optional<ExperimentConfig> before) {
        var folder = pipeline.run().folder();
        var records = pipeline.run().manifest().stages();
        var stages = new ArrayList<String>();
        var files = new ArrayList<Path>();
        var written = new HashSet<Path>();
        boolean any = before.isPresent();
        for (var stage : pipeline.stages()) {
            boolean finished = records.containsKey(stage.name());
            boolean begun = new StageFolder(folder.root(), stage).isBegun();
            any |= finished || begun;
            boolean other = finished
                    ? isOther(records.get(stage.name()).config(), records.get(stage.name()).seed(), stage, pipeline.config())
                    : begun && before.isPresent() && isOther(before.get(), stage, pipeline.config());
            if (other || finished && stage.reads(folder).stream().anyMatch(written::contains)) {
                stages.add(stage.name());
                written.addAll(stage.writes(folder));
            }
            if (!finished && !begun) {
                stage.writes(folder).stream().filter(Files::exists).forEach(files::add);
            }
        }
        if (!any && Files.exists(folder.metrics())) {
            files.add(folder.metrics());
        }
        return new Replacement(stages, files);
    }

    private static boolean isOther(ExperimentConfig before, Stage stage, ExperimentConfig now) {
        try {
            return isOther(ContentHash.of(stage.config(before)), Seed.of(before.seed()).child(stage.name()).path(), stage, now);
        } catch (IllegalArgumentException e) {
            return true; // of an environment that is not there now
        }
    }

    private static boolean isOther(String config, String seed, Stage stage, ExperimentConfig now) {
        return !config.equals(ContentHash.of(stage.config(now))) || !seed.equals(Seed.of(now.seed()).child(stage.name()).path());
    }

    /**
     * Fails where a file is one that a stage wrote, which no other verb may replace.
     *
     * @throws FileException
     *             if it is
     */
    public static void refuse(RunFolder folder, Path file) {
        var root = folder.root().toAbsolutePath().normalize();
        var whole = file.toAbsolutePath().normalize();
        Manifest.read(folder.manifest()).stages().forEach((stage, record) -> {
            if (record.outputs().keySet().stream().anyMatch(output -> root.resolve(output).equals(whole))) {
                throw new FileException(file, "was written by stage " + stage + " of this run; choose another file");
            }
        });
    }

    /** Whether nothing would be lost. */
    public boolean isNothing() {
        return stages.isEmpty() && files.isEmpty();
    }
}
