package dev.reverie.core;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in one file, as {@code numpy.savez_compressed} writes and {@code numpy.load} reads: a zip of {@code NAME.npy}.
 *
 * <p>{@link #save} and {@link #load} take the whole; an open {@code Npz} reads one array at a time. The same arrays give the same bytes:
 * entries carry a fixed date. Checksums are verified, so a flipped bit is an error and not another number.
 */
public final class Npz implements AutoCloseable {
    /** Deflate level of {@link #save(Path, Map)}: on frames nearly as small as 6 and several times as fast. */
    public static final int LEVEL = 3;
    /** The earliest date a zip can hold. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String SUFFIX = ".npy";

    private final Archive archive;

    private Npz(Archive archive) {
        this.archive = archive;
    }

    /** Writes {@code arrays} in the map's order, whole or not at all, at level {@link #LEVEL}. */
    public static void save(Path file, Map<String, Npy> arrays) {
        save(file, arrays, LEVEL);
    }

    /**
     * Writes {@code arrays} in the map's order, whole or not at all.
     *
     * @param level
     *            of deflate, 0 (none) to 9
     */
    public static void save(Path file, Map<String, Npy> arrays, int level) {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("level must be 0..9, was " + level);
        }
        AtomicFile.write(file, out -> write(out, arrays, level));
    }

    /** Writes {@code arrays} in the map's order; does not close {@code out}. */
    static void write(OutputStream out, Map<String, Npy> arrays, int level) throws IOException {
        // Closing is what frees the deflater's native memory, and finishes the file; the stream below stays open.
        try (var zip = new ZipOutputStream(new Unclosed(out))) {
            zip.setLevel(level == 0 ? Deflater.NO_COMPRESSION : level);
            for (var array : arrays.entrySet()) {
                var entry = new ZipEntry(array.getKey() + SUFFIX);
                entry.setTimeLocal(DATE);
                zip.putNextEntry(entry);
                array.getValue().writeTo(zip);
                zip.closeEntry();
            }
        }
    }

    /** All arrays, in the file's order. */
    public static Map<String, Npy> load(Path file) {
        try (var npz = open(file)) {
            var arrays = new LinkedHashMap<String, Npy>();
            npz.names().forEach(name -> arrays.put(name, npz.array(name)));
            return arrays;
        }
    }

    /**
     * Opens a file for reading single arrays.
     *
     * @throws FileException
     *             if there is none, or it is not a whole zip
     */
    public static Npz open(Path file) {
        return new Npz(Archive.open(file));
    }

    /** The names of the arrays, in the file's order; what else may be in the zip is passed over. */
    public Set<String> names() {
        return archive.names().stream().filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Reads one array.
     *
     * @throws FileException
     *             if there is none of that name, or it is damaged
     */
    public Npy array(String name) {
        if (!archive.names().contains(name + SUFFIX)) {
            throw new FileException(archive.file(), "has no array '" + name + "', only " + names());
        }
        try {
            return archive.read(name + SUFFIX, Npy::read);
        } catch (IOException e) {
            throw new FileException(archive.file(), "array '" + name + "': " + FileException.problem(e), e);
        }
    }

    /**
     * One of the arrays that {@link #load} gave.
     *
     * @param file
     *            theirs, for the message
     * @throws FileException
     *             if there is none of that name
     */
    public static Npy array(Path file, Map<String, Npy> arrays, String name) {
        var array = arrays.get(name);
        if (array == null) {
            throw new FileException(file, "has no array '" + name + "', only " + arrays.keySet());
        }
        return array;
    }

    /**
     * The floats of one of the arrays that {@link #load} gave.
     *
     * @throws FileException
     *             if there is none of that name, or it is of another type or shape
     */
    public static float[] floats(Path file, Map<String, Npy> arrays, String name, int... shape) {
        var array = array(file, arrays, name);
        if (array.type() != Npy.Type.F4 || !Arrays.equals(array.shape(), shape)) {
            throw new FileException(file, name + " must be <f4" + Arrays.toString(shape) + ", was " + array);
        }
        return array.floats();
    }

    @Override
    public void close() {
        archive.close();
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
