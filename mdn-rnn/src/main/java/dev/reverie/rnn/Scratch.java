package dev.reverie.rnn;

import dev.reverie.compute.Floats;

/**
 * What a step of a memory writes and nobody reads afterwards. Steppers of a thread share it: with one each, they would push each other's,
 * and the weights, out of the core's cache.
 */
final class Scratch implements AutoCloseable {
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
