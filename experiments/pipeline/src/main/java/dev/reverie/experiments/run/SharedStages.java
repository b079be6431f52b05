package dev.reverie.experiments.run;

import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run that begins with the finished stages of another: their files are there by a second name (a hard link, or a copy where there is
 * none), so they cost no time and hardly any room. It is a whole run folder; its other stages are its own.
 */
public final class SharedStages {
    private SharedStages() {
    }

    /** The first of {@code stages}, as far as two configurations are the same for them. */
    public static List<Stage> shared(List<Stage> stages, ExperimentConfig one, ExperimentConfig other) {
        int shared = 0;
        while (one.seed() == other.seed() && shared < stages.size()
                && stages.get(shared).config(one).equals(stages.get(shared).config(other))) {
            shared++;
        }
        return stages.subList(0, shared);
    }

    /**
     * Brings over what finished stages have made; does nothing if that is what is there. Nobody else may write to either folder meanwhile.
     *
     * @param finished
     *            in {@code from}
     */
    public static void bring(List<Stage> finished, RunFolder from, RunFolder to) {
        var theirs = Manifest.read(from.manifest()).stages();
        var ours = Manifest.read(to.manifest()).stages();
        if (finished.stream()
                .allMatch(stage -> theirs.containsKey(stage.name()) && theirs.get(stage.name()).equals(ours.get(stage.name())))) {
            return;
        }
        try {
            for (var stage : finished) {
                // a kill in between leaves a stage that was begun, whose files may be replaced
                new StageFolder(to.root(), stage).claim();
                for (var file : stage.writes(from)) {
                    link(file, to.root().resolve(from.root().relativize(file)));
                }
                linkAll(from.root().resolve(stage.name()), to.root().resolve(stage.name()));
            }
            var names = finished.stream().map(Stage::name).toList();
            // appended to in place, so not shared
            MetricLog.restore(to.metrics(), names.stream().collect(Collectors.toMap(name -> name, name -> from.metrics(), (a, b) -> a,
                    LinkedHashMap::new)));
            // last: what is on record is there
            Manifest.read(to.manifest()).with(Manifest.read(from.manifest()), names).write(to.manifest());
        } catch (IOException e) {
            throw new FileException(to.root(), "cannot take over " + from.root() + ": " + e.getMessage(), e);
        }
    }

    /** Brings a file or a folder over. */
    static void link(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Disk.delete(to);
            linkAll(from, to);
        } else {
            Disk.createFolders(to.getParent());
            linkFile(from, to);
            Disk.forceNames(to.getParent());
        }
    }

    /** Brings what is in a folder over; other files that are there stay. */
    private static void linkAll(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Disk.createFolders(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                if (Files.isDirectory(file)) {
                    link(file, to.resolve(file.getFileName()));
                } else {
                    linkFile(file, to.resolve(file.getFileName()));
                }
            }
        }
        Disk.forceNames(to);
    }

    private static void linkFile(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(from, to);
        }
    }
}
