package dev.reverie.rnn;

import dev.reverie.mdn.Factorisation;

/** Shapes of M whose memory is an LSTM with a forget bias of 1. */
final class LstmShapes {
    private LstmShapes() {
    }

    /** With the restart head alone. */
    static MdnRnnShape of(int latent, int actions, int hidden, int components) {
        return of(latent, actions, hidden, components, MdnRnnConfig.Heads.RESTART);
    }

    /** A mixture for each latent element. */
    static MdnRnnShape of(int latent, int actions, int hidden, int components, MdnRnnConfig.Heads heads) {
        return of(latent, actions, hidden, components, heads, Factorisation.PER_DIMENSION, false);
    }

    static MdnRnnShape of(int latent, int actions, int hidden, int components, MdnRnnConfig.Heads heads, Factorisation factorisation,
            boolean layerNorm) {
        return new MdnRnnShape(latent, actions, new LstmShape(MdnRnnShape.inputs(latent, actions, heads), hidden, 1, layerNorm), components,
                heads, factorisation);
    }
}
