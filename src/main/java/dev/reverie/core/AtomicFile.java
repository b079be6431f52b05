package dev.reverie.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files whole or not at all: under a temporary name in the same folder, to the disk, then moved over the old one.
 *
 * <p>Whoever opens the target sees the old content or the new, never a part, even if the process is killed or the power fails in between. A
 * kill may leave a {@link Temporary} file; readers in this package pass over those, {@link Run} and {@link EpisodeStore#create} remove them. An
 * interrupt of the thread does not disturb a write.
 */
public final class AtomicFile {
    /** Writes the content of a file; need not close or buffer. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {
    }

    /**
     * Writes {@code target}, making its folder if there is none.
     *
     * @throws FileException
     *             if that fails; the target is then what it was
     */
    public static void write(Path target, Content content) {
        var whole = target.toAbsolutePath();
        var temporary = Temporary.beside(whole);
        try {
            Disk.createFolders(whole.getParent());
            try {
                // New, so that no link is followed; a stream of this kind is not closed by an interrupt.
                try (var out = new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE), 1 << 16)) {
                    content.writeTo(out);
                }
                // Before the move: otherwise a power failure can leave the new name with no content.
                Disk.force(temporary);
                Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            Disk.forceNames(whole.getParent());
        } catch (FileException e) {
            throw e;
        } catch (IOException e) {
            throw FileException.whileWriting(target, e);
        }
    }

    /** Writes {@code text} in UTF-8. */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
