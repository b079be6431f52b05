package dev.reverie.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that relative paths begin at. */
public final class CurrentFolder {
    /** Where the system shows it whatever its name. */
    private static final Path SHOWN = Path.of("/proc/self/cwd");

    private CurrentFolder() {
    }

    /**
     * Checks that relative paths lead where they should. In a locale whose characters do not include those of the folder's name, Java reads
     * another name, and would write to a folder of that name.
     *
     * @throws FileException
     *             if they do not
     */
    public static void check() {
        var here = Path.of("").toAbsolutePath();
        try {
            if (Files.exists(SHOWN) ? Files.isSameFile(here, SHOWN) : Files.isDirectory(here)) {
                return;
            }
        } catch (IOException e) {
            // it is not there
        }
        throw new FileException(here, "is not the current folder, whose name cannot be read in the characters of this locale ("
                + System.getProperty("sun.jnu.encoding") + "), or which was deleted; set LC_ALL=C.UTF-8, or go to another folder");
    }
}
