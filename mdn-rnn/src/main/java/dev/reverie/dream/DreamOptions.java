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
 */
public record DreamOptions(Temperature temperature, Termination ending, int horizon, Precision precision) {
    public DreamOptions {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(precision, "precision");
        if (horizon < 0) {
            throw new IllegalArgumentException("horizon must be >= 0, 0 for none, was " + horizon);
        }
    }

    /** The paper's: over when the restart logit is above 0, never truncated, in f32. */
    public static DreamOptions of(Temperature temperature) {
        return new DreamOptions(temperature, Termination.LIKELY, 0, Precision.F32);
    }

    public DreamOptions withEnding(Termination other) {
        return new DreamOptions(temperature, other, horizon, precision);
    }

    public DreamOptions withHorizon(int steps) {
        return new DreamOptions(temperature, ending, steps, precision);
    }

    public DreamOptions withPrecision(Precision other) {
        return new DreamOptions(temperature, ending, horizon, other);
    }
}
