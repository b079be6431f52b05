package dev.reverie.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Writes files whole or not at all: under a temporary name in the same folder, to the disk, then moved over the old one.
 *
 * <p>Whoever opens the target sees the old content or the new, never a part, even if the process is killed or the power fails in between. A
 * kill may leave a temporary file, {@code .NAME.PID-COUNT.tmp}; readers in this package pass over those, {@link Run} and {@link
 * EpisodeStore#create} remove them.
 */
public final class AtomicFile {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Pattern OWNER = Pattern.compile("\\.(\\d{1,18})-\\d+\\.tmp$");

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
        var temporary = whole
                .resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".tmp");
        try {
            Files.createDirectories(whole.getParent());
            try {
                try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                    content.writeTo(out);
                    out.flush();
                    // Before the move: otherwise a power failure can leave the new name with no content.
                    channel.force(true);
                }
                Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            syncFolder(whole.getParent());
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

    /** Whether a file is a temporary one of {@link #write}. */
    static boolean isTemporary(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(".tmp");
    }

    /**
     * Removes what writers that were killed left in {@code folder}; not what another process is writing now.
     *
     * @throws FileException
     *             if that fails
     */
    static void removeLeftovers(Path folder) {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(AtomicFile::isTemporary).filter(file -> !isAnothers(file)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw FileException.of(folder, e);
        }
    }

    /** Whether the process whose number is in the name is alive, and not this one: numbers come again. */
    private static boolean isAnothers(Path temporary) {
        var owner = OWNER.matcher(temporary.getFileName().toString());
        return owner.find() && Long.parseLong(owner.group(1)) != ProcessHandle.current().pid()
                && ProcessHandle.of(Long.parseLong(owner.group(1))).isPresent();
    }

    /** The move itself to the disk. Not every system lets a folder be opened; there the move is as durable as the system makes it. */
    private static void syncFolder(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows: nothing to do, see above.
        }
    }
}
