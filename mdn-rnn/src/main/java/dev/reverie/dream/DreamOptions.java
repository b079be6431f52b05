package dev.reverie.dream;

import dev.reverie.compute.Precision;
import dev.reverie.mdn.Temperature;
import java.util.Objects;

/**
 * How a dream goes.
 *
 * @param temperature
 *            τ, with which z is drawn
 * @param ending
 *            when it is over
 * @param horizon
 *            steps after which a {@link DreamEnv} truncates it; 0 for never
 * @param precision
 *            of M's products; what a dream costs is mostly they. In bf16 a dream is another one than in f32, in the same world
 * @param disagreement
 *            what a step pays for each unit of its {@link dev.reverie.rnn.LatentDynamics.State#disagreement}, beside the reward: below 0 a
 *            penalty for going where M's members do not know, above 0 a bonus for exploring; 0 for neither
 */
public record DreamOptions(Temperature temperature, Termination ending, int horizon, Precision precision, double disagreement) {
    public DreamOptions {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(precision, "precision");
        if (horizon < 0) {
            throw new IllegalArgumentException("horizon must be >= 0, 0 for none, was " + horizon);
        }
        if (!Double.isFinite(disagreement)) {
            throw new IllegalArgumentException("disagreement must be a finite number, was " + disagreement);
        }
    }

    /** The paper's: over when the restart logit is above 0, never truncated, in f32. */
    public static DreamOptions of(Temperature temperature) {
        return new DreamOptions(temperature, Termination.LIKELY, 0, Precision.F32, 0);
    }

    public DreamOptions withEnding(Termination other) {
        return new DreamOptions(temperature, other, horizon, precision, disagreement);
    }

    public DreamOptions withHorizon(int steps) {
        return new DreamOptions(temperature, ending, steps, precision, disagreement);
    }

    public DreamOptions withPrecision(Precision other) {
        return new DreamOptions(temperature, ending, horizon, other, disagreement);
    }

    public DreamOptions withDisagreement(double weight) {
        return new DreamOptions(temperature, ending, horizon, precision, weight);
    }
}
