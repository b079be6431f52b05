package dev.reverie.core;

/**
 * M: the memory that rolls a world forward in latent space.
 *
 * <p>The order of a step, as in Ha and Schmidhuber (2018): the action comes from (z_t, h_t), then M advances with (z_t, a_t) to h_{t+1},
 * from which it predicts z_{t+1}. This interface is the part that a controller needs; predictions and dreams are the module's own.
 * Implementations are safe for many threads as long as each has its own {@link Hidden}.
 */
public interface WorldModel {
    /** Z. */
    int latentSize();

    /** A, as the environment's action has it. */
    int actionSize();

    /** H. */
    int hiddenSize();

    /** The memory before anything was seen, of B sequences. */
    default Hidden initial(int batch) {
        return Hidden.zeros(batch, hiddenSize());
    }

    /** The memory before anything was seen, of one sequence. */
    default Hidden initial() {
        return initial(1);
    }

    /**
     * One step of B sequences, which have then begun.
     *
     * @param from
     *            [B, H], not modified unless it is {@code to}
     * @param z
     *            latent, [B, Z], not modified
     * @param action
     *            [B, A], not modified
     * @param to
     *            [B, H], overwritten; may be {@code from}
     */
    void advance(Hidden from, float[] z, float[] action, Hidden to);

    /** One step into new memory. */
    default Hidden advance(Hidden hidden, float[] z, float[] action) {
        var next = Hidden.zeros(hidden.batch(), hidden.size());
        advance(hidden, z, action, next);
        return next;
    }
}
