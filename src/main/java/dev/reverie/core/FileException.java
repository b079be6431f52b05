package dev.reverie.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file cannot be read or written, or does not hold what it should. The message is the path and what is wrong. */
public final class FileException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final String path;

    public FileException(Path path, String problem) {
        this(path, problem, new IOException(problem));
    }

    public FileException(Path path, String problem, IOException cause) {
        super(path + ": " + problem, cause);
        this.path = path.toString();
    }

    /** Why the system refused, in words: its own exceptions often carry no more than the path. */
    static FileException of(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new FileException(path, "no such file or folder", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new FileException(path, "permission denied", cause);
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return new FileException(path, "a file stands where a folder is needed", cause);
        }
        return new FileException(path, cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
    }

    /** Which file. */
    public Path path() {
        return Path.of(path);
    }
}
