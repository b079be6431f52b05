package dev.reverie.dream;

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
 */
public record DreamOptions(Temperature temperature, Ending ending, int horizon) {
    public DreamOptions {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(ending, "ending");
        if (horizon < 0) {
            throw new IllegalArgumentException("horizon must be >= 0, 0 for none, was " + horizon);
        }
    }

    /** The paper's: over when the restart logit is above 0, never truncated. */
    public static DreamOptions of(Temperature temperature) {
        return new DreamOptions(temperature, Ending.LIKELY, 0);
    }

    public DreamOptions withEnding(Ending other) {
        return new DreamOptions(temperature, other, horizon);
    }

    public DreamOptions withHorizon(int steps) {
        return new DreamOptions(temperature, ending, steps);
    }
}
