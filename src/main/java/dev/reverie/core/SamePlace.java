package dev.reverie.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether writing to one path touches what another names, by whatever spelling: through symbolic links, as another hard link to the same
 * file, as a folder of it or a folder around it.
 */
public final class SamePlace {
    private static final int MAX_LINKS = 40;

    private SamePlace() {
    }

    /**
     * Whether an output would replace an input.
     *
     * @param output
     *            a file or folder to be written, which need not exist; devices and pipes replace nothing
     * @param input
     *            a file, or a folder whose files are read; nothing if it does not exist
     * @return whether the output is the input, a folder around it, a file of an input folder, or a folder with links to them
     * @throws FileException
     *             if either cannot be read
     */
    public static boolean touches(Path output, Path input) {
        if (!Files.exists(input) || Files.exists(output) && !Files.isRegularFile(output) && !Files.isDirectory(output)) {
            return false;
        }
        try {
            return contains(output, input) || Files.isRegularFile(output) && isAmong(output, input)
                    || Files.isDirectory(output) && linksTo(output, input);
        } catch (IOException e) {
            throw FileException.of(output, e);
        }
    }

    /**
     * Whether a path is a folder itself, or lies below it.
     *
     * @param folder
     *            a folder, or a file, which has nothing below it
     */
    public static boolean contains(Path folder, Path path) {
        var outer = real(folder);
        try {
            for (var around = real(path); around != null; around = around.getParent()) {
                if (around.equals(outer) || Files.exists(around) && Files.exists(outer) && Files.isSameFile(around, outer)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw FileException.of(path, e);
        }
    }

    /** Whether a file is one of a folder's, by another hard link perhaps. */
    private static boolean isAmong(Path file, Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var one : (Iterable<Path>) all::iterator) {
                if (Files.exists(one) && Files.isSameFile(one, file)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a symbolic link in a folder leads to the other path or below it. */
    private static boolean linksTo(Path folder, Path other) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var one : (Iterable<Path>) all.filter(Files::isSymbolicLink)::iterator) {
                if (contains(other, one)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The real path of what exists, with the names of what does not. */
    private static Path real(Path path) {
        return real(path.toAbsolutePath(), 0);
    }

    private static Path real(Path path, int links) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            var parent = path.getParent();
            if (parent == null) {
                return path;
            }
            try {
                if (links < MAX_LINKS && Files.isSymbolicLink(path)) {
                    return real(path.resolveSibling(Files.readSymbolicLink(path)), links + 1);
                }
            } catch (IOException unreadable) {
                return path.normalize();
            }
            return real(parent, links).resolve(path.getFileName()).normalize();
        }
    }
}
