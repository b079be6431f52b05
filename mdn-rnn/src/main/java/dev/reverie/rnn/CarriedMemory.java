package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import java.nio.ByteBuffer;

/**
 * What M remembers of the sequences of a batch from one chunk to the next.
 *
 * @param state
 *            [B·stateSize] of the memory, before a chunk's first step, and then after its last; zeros are nothing
 * @param resets
 *            [T, B], 1 where an episode begins and nothing is remembered
 */
public record CarriedMemory(Floats state, Floats resets) {
    /** Empty. */
    static CarriedMemory of(int batch, MemoryShape memory, Floats resets) {
        return new CarriedMemory(Floats.allocate(batch * memory.stateSize()), resets);
    }

    /** The state, for a checkpoint. */
    byte[] bytes() {
        var bytes = ByteBuffer.allocate(Float.BYTES * state.size());
        bytes.asFloatBuffer().put(state.toArray());
        return bytes.array();
    }

    /**
     * Takes the state from {@link #bytes}.
     *
     * @throws IllegalArgumentException
     *             if it is of another size
     */
    void restore(byte[] bytes) {
        if (bytes.length != Float.BYTES * state.size()) {
            throw new IllegalArgumentException("memory must have " + Float.BYTES * state.size() + " bytes, had " + bytes.length);
        }
        var floats = new float[state.size()];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
        state.write(0, floats, 0, floats.length);
    }
}
