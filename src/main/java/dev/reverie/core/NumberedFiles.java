package dev.reverie.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files {@code PREFIX-NNNNNNNN.npz} of a folder, one for each episode.
 *
 * @param prefix
 *            lower-case letters
 */
record NumberedFiles(Path folder, String prefix) {
    /** The file with this number, whether it is there or not. */
    Path file(int index) {
        if (index < 0 || index > 99_999_999) {
            throw new IllegalArgumentException("index must be 0..99999999, was " + index);
        }
        return folder.resolve(String.format(Locale.ROOT, "%s-%08d.npz", prefix, index));
    }

    /** The files there are, in order of their numbers. Gaps are allowed. */
    List<Path> all() {
        var name = Pattern.compile(prefix + "-\\d{8}\\.npz");
        try (var all = Files.list(folder)) {
            return all.filter(file -> name.matcher(file.getFileName().toString()).matches()).sorted().toList();
        } catch (IOException e) {
            throw FileException.of(folder, e);
        }
    }

    /**
     * {@link #all} with their numbers.
     *
     * @param others
     *            whether to take all other {@code .npz} of the folder where there are none, numbered in the order of their names
     */
    Map<Path, Integer> numbered(boolean others) {
        var numbered = new LinkedHashMap<Path, Integer>();
        all().forEach(file -> numbered.put(file, index(file)));
        if (others && numbered.isEmpty()) {
            try (var entries = Files.list(folder)) {
                entries.filter(file -> file.getFileName().toString().matches("[^.].*\\.npz")).sorted()
                        .forEach(file -> numbered.put(file, numbered.size()));
            } catch (IOException e) {
                throw FileException.of(folder, e);
            }
        }
        return numbered;
    }

    /** The number of one of {@link #all}. */
    static int index(Path file) {
        var name = file.getFileName().toString();
        return Integer.parseInt(name.substring(name.length() - 12, name.length() - 4));
    }
}
