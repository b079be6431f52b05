package dev.reverie.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes files whole or not at all: under a temporary name in the same folder, to the disk, then moved over the old one.
 *
 * <p>Whoever opens the target sees the old content or the new, never a part, even if the process is killed or the power fails in between. A
 * kill may leave a {@link Temporary} file; readers in this package pass over those, {@link Run} and {@link EpisodeStore#create} remove
 * them. An interrupt of the thread does not disturb a write.
 */
public final class AtomicFile {
    /** Writes the content of a file; need not close or buffer. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final AtomicInteger WRITING = new AtomicInteger();

    private AtomicFile() {
    }

    /** Whether a thread is replacing a file: for a program that is to end, and would leave a temporary file behind. */
    public static boolean isWriting() {
        return WRITING.get() > 0;
    }

    /**
     * Writes {@code target}, making its folder if there is none. An existing file keeps its mode, and its owner and group as far as the
     * system allows; a symbolic link stays, and the file it leads to is replaced. What is no plain file, such as a device or a pipe, is
     * written through, so that what fails in the middle leaves a part there.
     *
     * @throws FileException
     *             if that fails; a plain file is then what it was
     */
    public static void write(Path target, Content content) {
        try {
            var destination = Destination.of(target);
            if (destination.plain()) {
                destination.check(target);
                replace(destination.file(), content);
            } else {
                try (var out = new BufferedOutputStream(destination.open(), 1 << 16)) {
                    content.writeTo(out);
                }
            }
        } catch (FileException e) {
            throw e;
        } catch (IOException e) {
            throw FileException.whileWriting(target, e);
        }
    }

    /**
     * Fails where {@link #write} is bound to fail, before the work whose result is to be written.
     *
     * @throws FileException
     *             if the target is a folder, is write-protected, or cannot be made where it should be
     */
    public static void check(Path target) {
        try {
            Destination.of(target).check(target);
        } catch (FileException e) {
            throw e;
        } catch (IOException e) {
            throw FileException.of(target, e);
        }
    }

    private static void replace(Path whole, Content content) throws IOException {
        var temporary = Temporary.beside(whole);
        Disk.createFolders(whole.getParent());
        var ownership = Ownership.of(whole);
        WRITING.incrementAndGet();
        try {
            // New, so that no link is followed.
            try (var out = new BufferedOutputStream(ownership.create(temporary), 1 << 16)) {
                content.writeTo(out);
            }
            ownership.giveTo(temporary);
            // Before the move: otherwise a power failure can leave the new name with no content.
            Disk.force(temporary);
            Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
            WRITING.decrementAndGet();
        }
        Disk.forceNames(whole.getParent());
    }

    /** Writes {@code text} in UTF-8. */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
