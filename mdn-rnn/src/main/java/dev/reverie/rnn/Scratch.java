package dev.reverie.rnn;

import dev.reverie.compute.Floats;

/**
 * Buffers that a step of a memory needs only while it runs. The states of a thread share them: buffers of their own would push each
 * other, and the weights, out of the core's cache.
 */
public final class Scratch implements AutoCloseable {
    private Floats joined = Floats.allocate(0);
    private Floats activations = Floats.allocate(0);

    void atLeast(int joined, int activations) {
        if (this.joined.size() < joined || this.activations.size() < activations) {
            close();
            this.joined = Floats.allocate(joined);
            this.activations = Floats.allocate(activations);
        }
    }

    /** Rows that go in. */
    Floats joined() {
        return joined;
    }

    Floats activations() {
        return activations;
    }

    @Override
    public void close() {
        Floats.freeAll(joined, activations);
    }
}
