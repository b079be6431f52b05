package dev.reverie.compute;

/**
 * Random numbers that are a pure function of (key, element): element e of a stream has the same bits whatever the batch it is drawn in, the
 * order, or the number of threads. The generator is {@link Threefry}; keys come from named seeds.
 */
public interface Sampling {
    /**
     * Uniform on (0, 1).
     *
     * @param key
     *            the stream
     * @param first
     *            number of the first element
     */
    void uniform(long key, long first, Floats y, int yOffset, int length);

    /** Standard normal, by Box and Muller (1958), one cosine an element; |y| ≤ 6.66. */
    void gaussian(long key, long first, Floats y, int yOffset, int length);
}
