package dev.reverie.vae;

import dev.reverie.compute.Precision;
import dev.reverie.core.Arguments;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Minimal;
import java.util.Objects;

/**
 * What V is and how it is trained. The defaults are those of Ha and Schmidhuber (2018) for DoomTakeCover, where not said otherwise.
 *
 * @param latent
 *            Z, elements of a latent
 * @param width
 *            channels of the first convolution; those of the others follow: width·(1, 2, 4, 8) down, width·(4, 2, 1) up. 32 is the paper's
 * @param beta
 *            weight of the KL divergence
 * @param freeNats
 *            KL per latent element that costs nothing; the loss has max(KL, freeNats·Z)
 * @param emphasis
 *            more weight on what moves
 * @param frames
 *            how many frames are seen in all, each as often as it is drawn; rounded down to whole batches
 * @param batch
 *            frames in an update
 * @param rate
 *            of Adam
 * @param heldOut
 *            share of the episodes kept from training, to measure on; in 0..0.5
 * @param likelihood
 *            how a reconstruction is judged
 * @param augmentation
 *            how frames are varied in training
 * @param precision
 *            of the operands of the convolutions' products in training, forward and backward; parameters and sums are f32
 */
public record VaeConfig(int latent, int width, double beta, double freeNats, Emphasis emphasis, long frames, int batch, LearningRate rate,
        double heldOut, Likelihood likelihood, Augmentation augmentation, Precision precision) {
    /** How a reconstruction is judged; {@link Emphasis} weighs either. */
    public enum Likelihood {
        /** The sum of squared errors of a frame, as in the paper: a normal distribution of variance ½. */
        GAUSSIAN,
        /** The sum of cross entropies: a channel is a probability. */
        BERNOULLI
    }

    /**
     * Frames as they might have been, drawn anew each time a frame is seen. For pictures of which there are few; what it shows must be
     * possible.
     *
     * @param mirror
     *            left and right exchanged, in half of the cases
     * @param shift
     *            moved by up to so many pixels in either direction, fewer than a frame has, edges repeated; 0 is off
     */
    public record Augmentation(boolean mirror, int shift) {
        public Augmentation {
            Arguments.atLeast(0, "shift", shift);
        }

        /** Frames as they are. */
        public static Augmentation none() {
            return new Augmentation(false, 0);
        }
    }

    /**
     * Squared errors are weighted 1 + weight on pixels that differ by more than a threshold from the mean frame: small bright things are
     * what a short training loses first.
     *
     * @param weight
     *            0 is the paper's plain sum of squares
     * @param threshold
     *            absolute difference of a channel, of 1
     */
    public record Emphasis(double weight, double threshold) {
        public Emphasis {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weight must be >= 0, was " + weight);
            }
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException("threshold must be in 0..1, was " + threshold);
            }
        }
    }

    public VaeConfig {
        atLeast(1, "latent", latent);
        atLeast(1, "width", width);
        notNegative("beta", beta);
        notNegative("freeNats", freeNats);
        Objects.requireNonNull(emphasis, "emphasis");
        atLeast(1, "batch", batch);
        Arguments.atLeast(1, "frames", frames);
        if (batch > frames) {
            throw new IllegalArgumentException("batch must be <= frames = " + frames + ", was " + batch);
        }
        Objects.requireNonNull(rate, "rate");
        heldOut(heldOut);
        Objects.requireNonNull(likelihood, "likelihood");
        Objects.requireNonNull(augmentation, "augmentation");
        Objects.requireNonNull(precision, "precision");
    }

    /** With squared errors, frames as they are, and f32. */
    @Minimal
    public VaeConfig(int latent, int width, double beta, double freeNats, Emphasis emphasis, long frames, int batch, LearningRate rate,
            double heldOut) {
        this(latent, width, beta, freeNats, emphasis, frames, batch, rate, heldOut, Likelihood.GAUSSIAN, Augmentation.none(),
                Precision.F32);
    }

    /** The paper's network and settings: 10 epochs of 10,000 episodes are far more than the frames given here. */
    public static VaeConfig paper(int latent, long frames) {
        return new VaeConfig(latent, 32, 1, 0.5, new Emphasis(0, 0.15), frames, 100, LearningRate.constant(1e-4), 0.05);
    }

    /** As in the preset takecover, in f32: what learns fast from few frames, with more weight on what moves. */
    public static VaeConfig of(int latent, long frames) {
        int batch = (int) Math.min(50, frames);
        return new VaeConfig(latent, 32, 1, 0.5, new Emphasis(3, 0.15), frames, batch,
                LearningRate.falling(1e-3, 1e-4, (double) batch / frames),
                0.05);
    }

    /** The same with channels from another first convolution on. */
    public VaeConfig withWidth(int channels) {
        return new VaeConfig(latent, channels, beta, freeNats, emphasis, frames, batch, rate, heldOut, likelihood, augmentation, precision);
    }

    /** The same with products of another precision. */
    public VaeConfig withPrecision(Precision operands) {
        return new VaeConfig(latent, width, beta, freeNats, emphasis, frames, batch, rate, heldOut, likelihood, augmentation, operands);
    }

    /** The same with another share of the episodes held out. */
    public VaeConfig withHeldOut(double share) {
        return new VaeConfig(latent, width, beta, freeNats, emphasis, frames, batch, rate, share, likelihood, augmentation, precision);
    }

    /** Updates in all. */
    public int steps() {
        return Math.toIntExact(frames / batch);
    }

    static void heldOut(double share) {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException("heldOut must be in 0..0.5, was " + share);
        }
    }

    static void atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be >= 0, was " + value);
        }
    }
}
