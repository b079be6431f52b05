package dev.reverie.core;

import java.util.Arrays;

/**
 * The memory of a world model: the hidden state h and the cell state c of B sequences.
 *
 * <p>Whether a sequence has begun is said by a flag of its own: numbers that happen to be zero are a memory like any other.
 *
 * <p>The arrays belong to whoever allocated them; {@link WorldModel#advance(Hidden, float[], float[], Hidden)} writes into them.
 *
 * @param batch
 *            B
 * @param size
 *            H
 * @param h
 *            [B, H], not copied
 * @param c
 *            [B, H], not copied; all zero for a model that has none
 * @param begun
 *            [B], not copied; false before a sequence's first step, true after it
 */
public record Hidden(int batch, int size, float[] h, float[] c, boolean[] begun) {
    public Hidden {
        Shapes.length("h", h.length, batch, size);
        Shapes.length("c", c.length, batch, size);
        Shapes.length("begun", begun.length, batch);
    }

    /** The beginning of B sequences. */
    public static Hidden zeros(int batch, int size) {
        int length = Shapes.size("hidden", batch, size);
        return new Hidden(batch, size, new float[length], new float[length], new boolean[batch]);
    }

    /** The same numbers in arrays of their own. */
    public Hidden copy() {
        return new Hidden(batch, size, h.clone(), c.clone(), begun.clone());
    }

    /** Copies row {@code from} of {@code source} into row {@code to} of this. */
    public void setRow(int to, Hidden source, int from) {
        System.arraycopy(source.h, from * size, h, to * size, size);
        System.arraycopy(source.c, from * size, c, to * size, size);
        begun[to] = source.begun[from];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hidden o && size == o.size && Arrays.equals(h, o.h) && Arrays.equals(c, o.c)
                && Arrays.equals(begun, o.begun);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(h) + Arrays.hashCode(c);
    }

    @Override
    public String toString() {
        return "Hidden[" + batch + ", " + size + "]";
    }
}
