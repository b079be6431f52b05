package dev.reverie.rnn;

import dev.reverie.core.LearningRate;
import java.util.Objects;

/**
 * What M is and how it is trained, after Ha and Schmidhuber (2018) for DoomTakeCover: input [z, a, restart], output a restart logit and a
 * mixture for every latent element.
 *
 * @param hidden
 *            H, cells of the LSTM; the paper's is 512
 * @param components
 *            K, of each latent element's mixture; the paper's is 5
 * @param forgetBias
 *            added to the forget gate; the paper's is 1
 * @param windows
 *            which pieces of episodes it is trained on
 * @param steps
 *            updates
 * @param rate
 *            of Adam
 * @param clip
 *            gradients are clipped by value to ±clip
 * @param restartWeight
 *            of the restart head's cross-entropy where an episode ends; the paper's is 10
 * @param dropout
 *            share of the memory that the head does not see in training, drawn anew for every step; in 0..1, without 1; the paper's is 0, and fewer
 *            episodes than its 10,000 want more, since deaths are rare and soon known by heart
 * @param heldOut
 *            share of the episodes kept from training, to measure on; in 0..0.5
 */
public record MdnRnnConfig(int hidden, int components, double forgetBias, Windows windows, int steps, LearningRate rate, double clip,
        double restartWeight, double dropout, double heldOut) {
    /**
     * Pieces of episodes, each begun with empty memory.
     *
     * @param length
     *            T, steps of a piece; a shorter episode is padded and masked
     * @param batch
     *            B, pieces in an update
     * @param atEnd
     *            share of the pieces that end where their episode ends, since ends are rare and matter; in 0..1
     */
    public record Windows(int length, int batch, double atEnd) {
        public Windows {
            atLeast(1, "length", length);
            atLeast(1, "batch", batch);
            if (!(atEnd >= 0 && atEnd <= 1)) {
                throw new IllegalArgumentException("atEnd must be in 0..1, was " + atEnd);
            }
        }
    }

    public MdnRnnConfig {
        atLeast(1, "hidden", hidden);
        atLeast(1, "components", components);
        if (!Double.isFinite(forgetBias)) {
            throw new IllegalArgumentException("forgetBias must be finite, was " + forgetBias);
        }
        Objects.requireNonNull(windows, "windows");
        atLeast(1, "steps", steps);
        Objects.requireNonNull(rate, "rate");
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip must be > 0, was " + clip);
        }
        if (!(restartWeight >= 0) || Double.isInfinite(restartWeight)) {
            throw new IllegalArgumentException("restartWeight must be >= 0, was " + restartWeight);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be in 0..1, without 1, was " + dropout);
        }
        if (!(heldOut >= 0 && heldOut <= 0.5)) {
            throw new IllegalArgumentException("heldOut must be in 0..0.5, was " + heldOut);
        }
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
    }
}
