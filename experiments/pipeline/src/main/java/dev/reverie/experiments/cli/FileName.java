package dev.reverie.experiments.cli;

import dev.reverie.core.Printable;
import java.nio.file.InvalidPathException;

/** Why a text cannot be the name of a file or folder. */
final class FileName {
    private FileName() {
    }

    /** In our words; Java's own message holds the name as it is. */
    static String problem(InvalidPathException e) {
        return "must be a path on this system, was '" + Printable.line(e.getInput()) + "', " + (e.getInput().indexOf(0) >= 0
                ? "which holds a NUL character"
                : "not all of whose characters are in this locale (" + System.getProperty("sun.jnu.encoding") + "); set LC_ALL=C.UTF-8");
    }
}
