package dev.reverie.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of a text, a file or a whole folder, as {@code sha256:} and 64 hexadecimal digits. */
public final class ContentHash {
    /** Bytes of a file's end. */
    private static final int END = 1 << 16;

    private ContentHash() {
    }

    /**
     * Remembers the files it has hashed: one is read again only if the system gives it another size, another time of its last change or
     * another identity, which a file written anew has. For as long as a program runs; between programs anything may happen to a file.
     */
    static final class Memory {
        private final Map<Path, Known> known = new ConcurrentHashMap<>();

        private record Known(long size, FileTime changed, Object identity, byte[] digest) {
            boolean is(BasicFileAttributes now) {
                return size == now.size() && changed.equals(now.lastModifiedTime()) && Objects.equals(identity, now.fileKey());
            }
        }

        /** As {@link ContentHash#of(Path)}. */
        String of(Path path) {
            return name(path, this::digest);
        }

        private byte[] digest(Path file) throws IOException {
            var key = file.toAbsolutePath().normalize();
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            var before = known.get(key);
            if (before != null && before.is(now)) {
                return before.digest;
            }
            var digest = read(file);
            known.put(key, new Known(now.size(), now.lastModifiedTime(), now.fileKey(), digest));
            return digest;
        }
    }

    /** Of one file. */
    private interface FileDigest {
        byte[] of(Path file) throws IOException;
    }

    public static String of(String text) {
        var digest = sha256();
        return name(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Of a file its content; of a folder the relative names and contents of all files below it, in order of their names, temporary files
     * excepted. Symbolic links are followed. Reads everything, at some hundred megabytes to a gigabyte a second.
     *
     * @throws CancellationException
     *             if the thread is interrupted, which stays set
     */
    public static String of(Path path) {
        return name(path, ContentHash::read);
    }

    /**
     * Of files in their order: the name, size and last 64 KiB of each, which is where an {@code .npz} and a {@code .png} have the checksums
     * of all their content. So it costs little, and tells data apart.
     */
    public static String ofEnds(List<Path> files) {
        var digest = sha256();
        var known = new HashMap<Path, byte[]>();
        for (var file : files) {
            try {
                digest.update(known.computeIfAbsent(file, ContentHash::end));
            } catch (UncheckedIOException e) {
                throw FileException.of(file, e.getCause());
            }
        }
        return name(digest.digest());
    }

    private static byte[] end(Path file) {
        var digest = sha256();
        try (var in = Files.newInputStream(file)) {
            long size = Files.size(file);
            digest.update((file.getFileName() + "\0" + size + "\0").getBytes(StandardCharsets.UTF_8));
            in.skipNBytes(Math.max(0, size - END));
            digest.update(in.readAllBytes());
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the content of episodes, in their order. */
    public static String ofLatents(List<Latents> episodes) {
        var digest = sha256();
        for (var episode : episodes) {
            for (var values : List.of(episode.means(), episode.logVariances(), episode.actions(), episode.rewards())) {
                update(digest, values);
            }
            digest.update((episode.latentSize() + " " + episode.terminated() + " " + episode.truncated() + " " + episode.seed())
                    .getBytes(StandardCharsets.UTF_8));
        }
        return name(digest.digest());
    }

    /** Of arrays, in their order. */
    public static String ofNumbers(double[]... arrays) {
        var digest = sha256();
        var bytes = ByteBuffer.allocate(1 << 16);
        for (var values : arrays) {
            digest.update((values.length + " ").getBytes(StandardCharsets.UTF_8));
            for (int from = 0; from < values.length; from += 1 << 13) {
                int count = Math.min(values.length - from, 1 << 13);
                bytes.asDoubleBuffer().put(values, from, count);
                digest.update(bytes.array(), 0, count * Double.BYTES);
            }
        }
        return name(digest.digest());
    }

    private static void update(MessageDigest digest, float[] values) {
        var bytes = ByteBuffer.allocate(1 << 16);
        for (int from = 0; from < values.length; from += 1 << 14) {
            int count = Math.min(values.length - from, 1 << 14);
            bytes.asFloatBuffer().put(values, from, count);
            digest.update(bytes.array(), 0, count * Float.BYTES);
        }
    }

    private static String name(Path path, FileDigest files) {
        try {
            return name(Files.isDirectory(path) ? folder(path, files) : files.of(path));
        } catch (IOException e) {
            throw FileException.of(path, e);
        } catch (UncheckedIOException e) {
            throw FileException.of(path, e.getCause());
        }
    }

    private static byte[] read(Path file) throws IOException {
        var digest = sha256();
        var buffer = new byte[1 << 16];
        try (var in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted while " + file + " was read");
                }
                digest.update(buffer, 0, count);
            }
        }
        return digest.digest();
    }

    private static byte[] folder(Path path, FileDigest files) throws IOException {
        var digest = sha256();
        try (var walk = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            // Sorted as texts with '/', so that every system agrees on the order.
            var names = walk.filter(file -> Files.isRegularFile(file) && !Temporary.is(file))
                    .map(file -> path.relativize(file).toString().replace('\\', '/')).sorted().toList();
            for (var name : names) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(files.of(path.resolve(name)));
            }
        }
        return digest.digest();
    }

    private static String name(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
