package dev.reverie.gym;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder of its own for one server, which no other user may enter: a copy of {@code gym_server.py}, and what environments write while
 * they run there.
 */
record ServerFolder(Path path) {
    static final String RESOURCE = "gym_server.py";

    /**
     * A new one.
     *
     * @throws GymException
     *             if the folder for temporary files cannot be written to
     */
    static ServerFolder make() {
        try {
            var folder = new ServerFolder(Files.createTempDirectory("reverie-gym").toAbsolutePath());
            try {
                Files.write(folder.script(), source());
                return folder;
            } catch (IOException e) {
                folder.delete();
                throw e;
            }
        } catch (IOException e) {
            throw new GymException("the gym server cannot be written to the folder for temporary files: " + e.getMessage()
                    + "; name another with -Djava.io.tmpdir=DIR", "", e);
        }
    }

    private static byte[] source() {
        try (var in = ServerFolder.class.getResourceAsStream(RESOURCE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path script() {
        return path.resolve(RESOURCE);
    }

    /** Deletes it with all that is in it; links are not followed. What cannot be deleted stays. */
    void delete() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // something stays in the folder for temporary files
        }
    }
}
