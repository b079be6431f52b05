package dev.reverie.benchmarks;

import dev.reverie.core.LearningRate;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.rnn.MdnRnnConfig.Heads;
import dev.reverie.rnn.MdnRnnConfig.Windows;

/**
 * One of the paper's two M, 422,368 and 1,678,785 parameters.
 *
 * @param restart
 *            whether it tells when an episode is over
 */
record PaperRnn(int hidden, int latent, int actions, boolean restart) {
    /** Windows in an update. */
    static final int BATCH = 100;
    private static final int COMPONENTS = 5;

    static final PaperRnn CAR_RACING = new PaperRnn(256, 32, 3, false);
    static final PaperRnn TAKE_COVER = new PaperRnn(512, 64, 1, true);

    MdnRnnConfig config(int steps) {
        return new MdnRnnConfig(hidden, COMPONENTS, 1, new Windows(steps, BATCH, 0), 1, LearningRate.constant(1e-3), 1, 10, 0, 0)
                .withHeads(restart ? Heads.RESTART : Heads.NONE);
    }

    private int end() {
        return restart ? 1 : 0;
    }

    /** Of one row forward, in both products. */
    double flops() {
        return 2.0 * (inputs() + hidden) * 4 * hidden + 2.0 * hidden * (3 * COMPONENTS * latent + end());
    }

    /** Likewise, and back, without the gradient of the input. */
    double trainFlops() {
        return 3 * flops() - 2.0 * inputs() * 4 * hidden;
    }

    private int inputs() {
        return latent + actions + end();
    }
}
