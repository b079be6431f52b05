package dev.reverie.experiments.cli;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.RunFolder;
import dev.reverie.core.SamePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Where a verb writes: refused before the work begins if that would replace what the verb reads, or cannot be done. */
final class Output {
    private Output() {
    }

    /**
     * Checks a file.
     *
     * @param option
     *            its name on the command line
     * @param inputs
     *            files and folders that are read; null and what does not exist are passed over
     */
    static void file(String option, Path file, Collection<Path> inputs) {
        AtomicFile.check(file);
        refuse(option, file, inputs);
    }

    /** As {@link #file(String, Path, Collection)}. */
    static void file(String option, Path file, Path... inputs) {
        file(option, file, Arrays.asList(inputs));
    }

    /** As {@link #file(String, Path, Collection)}, of a picture. */
    static void picture(String option, Path file, Collection<Path> inputs) {
        if (!file.toString().endsWith(".png")) {
            throw new IllegalArgumentException(option + " must end with .png, was " + file);
        }
        file(option, file, inputs);
    }

    /** What of a run is read. */
    static List<Path> inputs(RunFolder run) {
        return List.of(run.config(), run.manifest(), run.metrics(), run.episodes(), run.latents(), run.vae(), run.rnn(), run.controller(),
                run.strategy(), run.scores());
    }

    /** Checks a folder, all of which is the verb's to write. */
    static void folder(String option, Path folder, Collection<Path> inputs) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileException(folder, "is a file, and " + option + " needs a folder");
        }
        refuse(option, folder, inputs);
    }

    private static void refuse(String option, Path output, Collection<Path> inputs) {
        for (var input : inputs) {
            if (input != null && SamePlace.touches(output, input)) {
                throw new IllegalArgumentException(option + " must not replace what is read, was " + output
                        + (output.equals(input) ? "" : ", which is or holds " + input) + "; choose another");
            }
        }
    }

    /** Checks that files of one verb are not each other. */
    static void distinct(String option, Path file, List<Path> others) {
        for (var other : others) {
            if (SamePlace.contains(other, file)) {
                throw new IllegalArgumentException(option + " must not be another output of the same command, was " + file);
            }
        }
    }
}
