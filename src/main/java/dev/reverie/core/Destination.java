package dev.reverie.core;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a path leads to when it is written to: symbolic links are followed, those too whose target does not exist yet.
 *
 * @param file
 *            absolute, and no symbolic link unless it stands for a file that is open
 * @param plain
 *            whether it is a plain file, or nothing yet; devices, pipes and open files are not
 */
record Destination(Path file, boolean plain) {
    /** As many links as Linux follows. */
    private static final int MAX_LINKS = 40;

    /**
     * Follows the links.
     *
     * @throws FileException
     *             if they go in a circle, or lead to a folder
     */
    static Destination of(Path target) throws IOException {
        if (!target.isAbsolute()) {
            CurrentFolder.check();
        }
        var file = target.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file) && !isOpen(file); links++) {
            if (links == MAX_LINKS) {
                throw new FileException(target, "symbolic links go in a circle");
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        if (Files.isDirectory(file)) {
            throw new FileException(target, "is a folder, and a file is needed");
        }
        return new Destination(file, !isOpen(file) && (!Files.exists(file) || Files.isRegularFile(file)));
    }

    /** Whether it is one of the numbered files that a process has open, which the system shows as links. */
    private static boolean isOpen(Path file) {
        var parent = file.getParent();
        try {
            return parent != null && file.getFileName().toString().matches("\\d+")
                    && (parent.toRealPath().startsWith("/proc") || parent.startsWith("/dev/fd"));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Checks that it can be written, or made.
     *
     * @param target
     *            the path to name
     * @throws FileException
     *             if it is protected, or its folder is, or a file stands where a folder is needed
     */
    void check(Path target) {
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw new FileException(target, "permission denied: it is write-protected");
            }
            return;
        }
        var above = file.getParent();
        while (!Files.exists(above)) {
            above = above.getParent();
        }
        if (!Files.isDirectory(above)) {
            throw new FileException(target, "a file stands where a folder is needed");
        }
        if (!Files.isWritable(above)) {
            throw new FileException(target, "permission denied: nothing can be made in " + above);
        }
    }

    /** Opens what is not plain. A file that is open already is written to at its end. */
    OutputStream open() throws IOException {
        if (isOpen(file) && isOwn(file)) {
            var number = file.getFileName().toString();
            if (number.equals("1") || number.equals("2")) {
                // the position in the file is shared with what else this process writes there
                return new FileOutputStream(number.equals("1") ? FileDescriptor.out : FileDescriptor.err) {
                    @Override
                    public void close() throws IOException {
                        flush();
                    }
                };
            }
        }
        return isOpen(file) ? Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                : Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    private static boolean isOwn(Path file) throws IOException {
        var process = file.getParent().toRealPath();
        return process.startsWith("/dev/fd") || process.startsWith("/proc/" + ProcessHandle.current().pid());
    }
}
