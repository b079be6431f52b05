package dev.reverie.core;

/** V's second half: latents to observations. Safe for many threads. */
public interface Decoder {
    /** What comes out. */
    Space.Box observationSpace();

    /** Z. */
    int latentSize();

    /**
     * Shows B latents.
     *
     * @param z
     *            latents, [B, Z], not modified
     * @param out
     *            [B], overwritten
     */
    void decode(float[] z, Observations out);

    /** Shows one latent, [Z]. */
    default Observation decode(float[] z) {
        var one = Observations.allocate(1, observationSpace());
        decode(z, one);
        return one.row(0);
    }
}
