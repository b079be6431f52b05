package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import java.nio.ByteBuffer;

/**
 * What M remembers of the sequences of a batch from one chunk to the next.
 *
 * @param h
 *            [B, H], before a chunk's first step, and then after its last; likewise c
 * @param resets
 *            [T, B], 1 where an episode begins and nothing is remembered
 */
record Memory(Floats h, Floats c, Floats resets) {
    /** Empty. */
    static Memory of(int batch, int hidden, Floats resets) {
        return new Memory(Floats.allocate(batch * hidden), Floats.allocate(batch * hidden), resets);
    }

    /** h and c, for a checkpoint. */
    byte[] bytes() {
        var bytes = ByteBuffer.allocate(Float.BYTES * (h.size() + c.size()));
        bytes.asFloatBuffer().put(h.toArray()).put(c.toArray());
        return bytes.array();
    }

    /**
     * Takes h and c from {@link #bytes}.
     *
     * @throws IllegalArgumentException
     *             if they are of other sizes
     */
    void restore(byte[] bytes) {
        if (bytes.length != Float.BYTES * (h.size() + c.size())) {
            throw new IllegalArgumentException(
                    "memory must have " + Float.BYTES * (h.size() + c.size()) + " bytes, had " + bytes.length);
        }
        var floats = new float[h.size()];
        var from = ByteBuffer.wrap(bytes).asFloatBuffer();
        from.get(floats);
        h.write(0, floats, 0, floats.length);
        from.get(floats);
        c.write(0, floats, 0, floats.length);
    }
}
