package dev.reverie.experiments.run;

import dev.reverie.compute.Precision;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.ContentHash;
import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the latents of a folder are encoded from, {@code encoding.txt} beside them: four lines. A folder takes the latents of one V and one
 * data set, which may have become longer.
 *
 * @param model
 *            hash of V's file
 * @param precision
 *            of V's convolutions
 * @param episodes
 *            how many
 * @param data
 *            hash of their files
 */
public record EncodingFile(String model, String precision, int episodes, String data) {
    private static final String NAME = "encoding.txt";

    public static EncodingFile of(Path model, Precision precision, List<Path> episodes) {
        return new EncodingFile(ContentHash.of(model), precision.name(), episodes.size(), ContentHash.ofEnds(episodes));
    }

    /**
     * Makes {@code folder} the place of these latents, or finds that it is already.
     *
     * @param files
     *            the episodes
     * @param overwrite
     *            whether latents of something else are deleted
     * @throws FileException
     *             if it holds latents of something else
     */
    public LatentStore claim(Path folder, List<Path> files, boolean overwrite) {
        var store = LatentStore.create(folder);
        var differences = differences(store, files);
        if (!differences.isEmpty() && !overwrite) {
            throw new FileException(folder, "holds latents of " + String.join(" and ", differences)
                    + "; choose another folder, or add --overwrite");
        }
        if (!differences.isEmpty()) {
            store.files().forEach(Disk::delete);
        }
        AtomicFile.write(folder.resolve(NAME), String.join("\n", model, precision, String.valueOf(episodes), data) + "\n");
        return store;
    }

    private List<String> differences(LatentStore store, List<Path> files) {
        var file = store.folder().resolve(NAME);
        if (store.files().isEmpty()) {
            return List.of();
        }
        if (!Files.exists(file)) {
            return List.of("a V and episodes that are not on record");
        }
        var there = read(file);
        var differences = new ArrayList<String>();
        if (!there.model.equals(model)) {
            differences.add("another V");
        }
        if (!there.precision.equals(precision)) {
            differences.add("precision " + there.precision);
        }
        if (there.episodes > episodes || !there.data.equals(ContentHash.ofEnds(files.subList(0, there.episodes)))) {
            differences.add("other episodes");
        }
        return differences;
    }

    private static EncodingFile read(Path file) {
        var lines = Disk.text(file).lines().toList();
        if (lines.size() == 4 && lines.get(2).matches("\\d{1,9}")) {
            return new EncodingFile(lines.get(0), lines.get(1), Integer.parseInt(lines.get(2)), lines.get(3));
        }
        throw new FileException(file, "must be four lines; delete it and the latents beside it");
    }
}
