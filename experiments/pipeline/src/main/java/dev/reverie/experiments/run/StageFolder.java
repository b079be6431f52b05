package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.ContentHash;
import dev.reverie.core.FileException;
import dev.reverie.core.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stage's own folder, {@code RUN/vae}: the checkpoint of an unfinished attempt, the inputs it belongs to and the time it has taken; and the
 * report of the last finished one.
 */
final class StageFolder {
    private final Path folder;

    StageFolder(Path root, Stage stage) {
        folder = root.resolve(stage.name());
    }

    Path path() {
        return folder;
    }

    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    private Path unfinished() {
        return folder.resolve("unfinished.txt");
    }

    private Path report() {
        return folder.resolve("report.txt");
    }

    /** What an unfinished attempt with these inputs has taken so far; empty if there is none. */
    Optional<Duration> unfinished(Run.Inputs inputs) {
        try {
            if (!Files.exists(unfinished())) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(unfinished());
            return lines.size() == 2 && lines.get(0).equals(key(inputs)) ? Optional.of(Duration.parse(lines.get(1))) : Optional.empty();
        } catch (IOException e) {
            throw new FileException(unfinished(), "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Remembers an attempt, so that it can go on however it ends. */
    void attempt(Run.Inputs inputs, Duration soFar) {
        AtomicFile.write(unfinished(), key(inputs) + "\n" + soFar + "\n");
    }

    void finished(Report report) {
        AtomicFile.write(report(), report.summary() + "\n");
        delete(checkpoint());
        delete(unfinished());
    }

    /** The report of the last finished attempt; empty if it was never finished. */
    String summary() {
        try {
            return Files.exists(report()) ? Files.readString(report()).strip() : "";
        } catch (IOException e) {
            throw new FileException(report(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String key(Run.Inputs inputs) {
        return ContentHash.of(inputs.stage() + "\n" + inputs.config() + "\n" + inputs.seed() + "\n" + new TreeMap<>(inputs.hashes()));
    }

    /** Deletes a file or a folder with all in it, if it is there. */
    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var walk = Files.walk(path)) {
            for (var file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new FileException(path, "cannot be deleted: " + e.getMessage(), e);
        }
    }
}
