package dev.reverie.core;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip file that nobody vouches for, opened for reading.
 *
 * <p>Opening refuses what no honest file has: an entry that is there twice, a name that leads elsewhere, more data than such a file can or
 * should unpack to. Checksums are verified, so a flipped bit is an error and not another number.
 */
public final class Archive implements AutoCloseable {
    /** What every file may unpack to, in bytes; more must be in proportion to the file. */
    private static final long ALWAYS = 1L << 30;
    /** A larger file unpacks to at most so many times its length. Deflate reaches 1,032 on zeros. */
    private static final int MAX_RATIO = 200;
    private static final int DEFLATE_RATIO = 1032;
    private static final int MAX_ENTRIES = 10_000;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;

    private Archive(Path file, ZipFile zip, Map<String, ZipEntry> entries) {
        this.file = file;
        this.zip = zip;
        this.entries = entries;
    }

    /** Makes something of an entry's bytes. */
    public interface Reader<T> {
        /**
         * @param in
         *            stands at the beginning; need not be closed
         * @param size
         *            bytes there should be
         */
        T read(InputStream in, long size) throws IOException;
    }

    /**
     * Opens a file.
     *
     * @throws FileException
     *             if there is none, it is not a whole zip, or one that should not be unpacked
     */
    public static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FileException(file, Files.exists(file) ? "not a regular file" : "no such file or folder");
        }
        ZipFile zip = null;
        Archive opened = null;
        try {
            zip = new ZipFile(file.toFile());
            opened = new Archive(file, zip, entries(zip, Files.size(file)));
            return opened;
        } catch (ZipException e) {
            throw new FileException(file, "truncated or damaged, or no zip file at all (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw FileException.of(file, e);
        } catch (IllegalArgumentException e) {
            // The JDK's reader meets some damaged names with it.
            throw new FileException(file, "damaged (" + e.getMessage() + ")", new IOException(e));
        } finally {
            if (opened == null && zip != null) {
                close(file, zip);
            }
        }
    }

    private static Map<String, ZipEntry> entries(ZipFile zip, long length) throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new IOException("has " + zip.size() + " entries, at most " + MAX_ENTRIES + " are read");
        }
        var entries = new LinkedHashMap<String, ZipEntry>();
        long unpacked = 0;
        for (var all = zip.entries(); all.hasMoreElements();) {
            var entry = all.nextElement();
            checkName(entry.getName());
            if (entries.put(entry.getName(), entry) != null) {
                throw new IOException("has two entries '" + entry.getName() + "'");
            }
            long packed = entry.getCompressedSize();
            if (entry.getSize() < 0 || packed < 0 || packed > length || entry.getSize() / DEFLATE_RATIO > packed) {
                throw new IOException("entry '" + entry.getName() + "' cannot be " + entry.getSize() + " bytes in " + packed
                        + " bytes of a file of " + length);
            }
            unpacked = Math.addExact(unpacked, entry.getSize());
        }
        if (unpacked > Math.max(ALWAYS, MAX_RATIO * length)) {
            throw new IOException(String.format(Locale.ROOT, "would unpack %,d bytes to %,d, more than %d times as many", length, unpacked,
                    MAX_RATIO));
        }
        return entries;
    }

    private static void checkName(String name) throws IOException {
        if (name.isEmpty() || name.startsWith("/") || name.contains("\\") || name.chars().anyMatch(Character::isISOControl)
                || List.of(name.split("/")).contains("..")) {
            throw new IOException("has an entry whose name leads elsewhere: '" + name.replaceAll("\\p{Cntrl}", "?") + "'");
        }
    }

    /** The names of the entries, in the file's order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * Reads one entry, all of it.
     *
     * @param name
     *            one of {@link #names}
     * @throws IOException
     *             saying what is wrong, without the file's name
     */
    public <T> T read(String name, Reader<T> reader) throws IOException {
        var entry = entries.get(name);
        if (entry == null) {
            throw new IOException("there is no entry '" + name + "', only " + names());
        }
        try (var in = new CheckedInputStream(new Whole(zip.getInputStream(entry)), new CRC32())) {
            var result = reader.read(in, entry.getSize());
            if (in.read() >= 0) {
                throw new IOException("has bytes after its end");
            }
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new IOException("its checksum is wrong: the file was damaged after it was written");
            }
            return result;
        }
    }

    /**
     * Reads one entry as it is.
     *
     * @param most
     *            bytes; more is an error
     */
    public byte[] bytes(String name, int most) throws IOException {
        return read(name, (in, size) -> {
            if (size > most) {
                throw new IOException("must have at most " + most + " bytes, has " + size);
            }
            var bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                throw new IOException("ends early: " + (size - bytes.length) + " bytes are missing");
            }
            return bytes;
        });
    }

    /** Which file. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        close(file, zip);
    }

    private static void close(Path file, ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            throw FileException.of(file, e);
        }
    }

    /** The JDK's inflater throws an {@link IllegalArgumentException} or a {@link NullPointerException} for some damage. */
    private static final class Whole extends FilterInputStream {
        Whole(InputStream in) throws IOException {
            super(in);
            if (in == null) {
                throw new IOException("is damaged");
            }
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            try {
                return super.read(bytes, from, count);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new IOException("is damaged", e);
            }
        }
    }
}
