package dev.reverie.core;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** Brings files and folders to the disk. An interrupt, which closes a {@link FileChannel} that its thread uses, does not harm. */
public final class Disk {
    private Disk() {
    }

    /** Work with files that can be done again from its beginning. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does {@code work} to its end; an interrupt that arrives before or meanwhile stays set. */
    static <T> T uninterrupted(Work<T> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Brings the content of a file to the disk. */
    static void force(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /**
     * Brings the names in a folder to the disk. Not every system lets a folder be opened; there they are as durable as the system makes
     * them.
     */
    public static void forceNames(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows: nothing to do, see above.
        }
    }

    private static void force(Path path, OpenOption option) throws IOException {
        uninterrupted(() -> {
            try (var channel = FileChannel.open(path, option)) {
                channel.force(true);
            }
            return path;
        });
    }

    /** Makes a folder and those above it, if there are none, each with its name on the disk. */
    public static void createFolders(Path folder) throws IOException {
        if (!folder.isAbsolute()) {
            CurrentFolder.check();
        }
        var whole = folder.toAbsolutePath();
        if (Files.isDirectory(whole)) {
            return;
        }
        var above = whole.getParent();
        if (above != null) {
            createFolders(above);
        }
        try {
            Files.createDirectory(whole);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(whole)) {
                throw e;
            }
        }
        if (above != null) {
            forceNames(above);
        }
    }

    /**
     * The text of a file, in UTF-8.
     *
     * @throws FileException
     *             if it cannot be read
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new FileException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Deletes a file, or a folder with all in it, if it is there.
     *
     * @throws FileException
     *             if it cannot be deleted
     */
    public static void delete(Path path) {
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
