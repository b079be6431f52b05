package dev.reverie.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Mode, owner and group of a file, for the one that replaces it.
 *
 * @param attributes
 *            empty where there is no file, or the system has no such thing
 */
record Ownership(Optional<PosixFileAttributes> attributes) {
    /** Of what is there. */
    static Ownership of(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return new Ownership(view == null || !Files.exists(file) ? Optional.empty() : Optional.of(view.readAttributes()));
    }

    /** Makes a new file, which no one may read who may not read the old one, and opens it for an owner who writes it. */
    OutputStream create(Path file) throws IOException {
        if (attributes.isEmpty()) {
            Files.createFile(file);
        } else {
            var mode = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            mode.addAll(attributes.get().permissions());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
        }
        // a stream of this kind is not closed by an interrupt
        return Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives a file this mode and, as far as the system allows it, this owner and group. */
    void giveTo(Path file) throws IOException {
        if (attributes.isEmpty()) {
            return;
        }
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        var own = view.readAttributes();
        var kept = attributes.get();
        try {
            if (!own.group().equals(kept.group())) {
                view.setGroup(kept.group());
            }
            if (!own.owner().equals(kept.owner())) {
                view.setOwner(kept.owner());
            }
        } catch (IOException e) {
            // only root may give a file away; whoever may write the old one may replace it
        }
        if (!own.permissions().equals(kept.permissions())) {
            view.setPermissions(kept.permissions());
        }
    }
}
