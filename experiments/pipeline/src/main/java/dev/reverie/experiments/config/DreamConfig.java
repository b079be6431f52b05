package dev.reverie.experiments.config;

import dev.reverie.dream.Ending;
import java.util.Objects;

/**
 * How M is played in place of the environment.
 *
 * @param temperature
 *            τ: above 1 the dream is less certain, so that C cannot learn to exploit what M is wrong about
 * @param maxSteps
 *            where a dream is cut off
 * @param ending
 *            when it ends by itself
 */
public record DreamConfig(double temperature, int maxSteps, Ending ending) {
    public DreamConfig {
        Check.positive("temperature", temperature);
        Check.atLeast(1, "maxSteps", maxSteps);
        Objects.requireNonNull(ending, "ending");
    }

    /** That ends as the paper's. */
    public DreamConfig(double temperature, int maxSteps) {
        this(temperature, maxSteps, Ending.LIKELY);
    }
}
