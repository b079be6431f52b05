package dev.reverie.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a text, a file or a whole folder, as {@code sha256:} and 64 hexadecimal digits. */
public final class ContentHash {
    private ContentHash() {
    }

    public static String of(String text) {
        var digest = sha256();
        return name(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Of a file its content; of a folder the relative names and contents of all files below it, in order of their names, temporary files
     * excepted. Reads everything, at some hundred megabytes to a gigabyte a second.
     */
    public static String of(Path path) {
        try {
            return name(digest(path));
        } catch (IOException e) {
            throw FileException.of(path, e);
        }
    }

    private static byte[] digest(Path path) throws IOException {
        var digest = sha256();
        if (!Files.isDirectory(path)) {
            try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(path, out);
            }
            return digest.digest();
        }
        try (var walk = Files.walk(path)) {
            // Sorted as texts with '/', so that every system agrees on the order.
            var names = walk.filter(file -> Files.isRegularFile(file) && !AtomicFile.isTemporary(file))
                    .map(file -> path.relativize(file).toString().replace('\\', '/')).sorted().toList();
            for (var name : names) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(digest(path.resolve(name)));
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
