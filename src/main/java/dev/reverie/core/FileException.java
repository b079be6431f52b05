package dev.reverie.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file cannot be read or written, or does not hold what it should. The message is the path and what is wrong; {@link #isStorageFault}
 * tells a full or broken disk from a wrong path or a wrong file.
 */
public final class FileException extends UncheckedIOException {
    private static final long serialVersionUID = 2;
    private static final Pattern FULL = Pattern.compile("(?i)no space left|quota exceeded|not enough space|input/output error");

    private final String path;
    private final boolean storageFault;

    public FileException(Path path, String problem) {
        this(path, problem, new IOException(problem));
    }

    public FileException(Path path, String problem, IOException cause) {
        this(path, problem, cause, false);
    }

    private FileException(Path path, String problem, IOException cause, boolean storageFault) {
        super(path + ": " + Printable.line(String.valueOf(problem)), cause);
        this.path = path.toString();
        this.storageFault = storageFault;
    }

    /** Why the system refused, in words: its own exceptions often carry no more than the path. */
    public static FileException of(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new FileException(path, "no such file or folder", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new FileException(path, "permission denied", cause);
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException
                || cause instanceof FileSystemException e && "Not a directory".equals(e.getReason())) {
            return new FileException(path, "a file stands where a folder is needed", cause);
        }
        return new FileException(path, problem(cause), cause);
    }

    /** Like {@link #of}. What fails while bytes go to an open file is the disk's doing: full, over the quota, broken. */
    static FileException whileWriting(Path path, IOException cause) {
        boolean bytes = !(cause instanceof FileSystemException) && !(cause instanceof ClosedByInterruptException);
        boolean noRoom = FULL.matcher(problem(cause)).find();
        return bytes || noRoom ? new FileException(path, problem(cause), cause, true) : of(path, cause);
    }

    /** A {@link FileSystemException} begins its message with the path, which ours does too. */
    static String problem(IOException cause) {
        if (cause instanceof FileSystemException e && e.getReason() != null) {
            return e.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Whether the path and the content were right and the storage failed, as when it is full; the same again may work later. */
    public boolean isStorageFault() {
        return storageFault;
    }

    /** Which file. */
    public Path path() {
        return Path.of(path);
    }
}
