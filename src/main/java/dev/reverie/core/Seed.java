package dev.reverie.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * A named seed: randomness is an argument, {@code seed.child("dream", generation, candidate)}, never a global and never a clock.
 *
 * <p>A seed <i>is</i> its path, such as {@code 42/dream/3/7}, and its bits are a hash of that path: the same path gives the same bits on
 * any machine, on any number of threads, in any order; two paths have nothing to do with each other. {@link #bits()} is the first
 * eight bytes of SHA-256 of the path, most significant first, so anyone can check: {@code
 * int.from_bytes(hashlib.sha256(b"42/dream/3/7").digest()[:8], "big", signed=True)}. A child costs about a microsecond: ask for one per
 * episode or candidate, and for {@link #random()} within.
 *
 * @param path
 *            a whole number, then names and whole numbers, separated by slashes; a name starts with a letter
 */
public record Seed(String path) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Pattern PATH = Pattern.compile("-?\\d{1,19}(/" + NAME + "(/-?\\d{1,19})*)*");

    public Seed {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("path must be a number, then names with numbers, like 42/dream/3/7, was " + path);
        }
    }

    /** The root of a tree of seeds. */
    public static Seed of(long root) {
        return new Seed(Long.toString(root));
    }

    /**
     * The seed of a purpose below this one.
     *
     * @param name
     *            what for: a letter, then letters, digits, {@code _ . -}
     * @param indices
     *            which one: a generation, a candidate
     */
    public Seed child(String name, long... indices) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be a letter, then letters, digits or _.-, was '" + name + "'");
        }
        var child = new StringBuilder(path).append('/').append(name);
        for (long index : indices) {
            child.append('/').append(index);
        }
        return new Seed(child.toString());
    }

    /** 64 bits. */
    public long bits() {
        return hash(path).getLong();
    }

    /** 63 bits, never negative: for {@link Env#reset}, since Python's environments take no negative seed. */
    public long nonNegative() {
        return bits() >>> 1;
    }

    /**
     * A new generator at the start of this seed's stream: xoshiro256++, its state the SHA-256 of the path and {@code #random}. Independent
     * of {@link #bits()}.
     */
    public Xoshiro256 random() {
        var state = hash(path + "#random");
        return Xoshiro256.of(state.getLong(), state.getLong(), state.getLong(), state.getLong());
    }

    @Override
    public String toString() {
        return path;
    }

    private static ByteBuffer hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
