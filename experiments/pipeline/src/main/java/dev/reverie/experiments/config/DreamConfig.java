package dev.reverie.experiments.config;

/**
 * How M is played in place of the environment.
 *
 * @param temperature
 *            τ: above 1 the dream is less certain, so that C cannot learn to exploit what M is wrong about
 * @param maxSteps
 *            where a dream is cut off
 */
public record DreamConfig(double temperature, int maxSteps) {
    public DreamConfig {
        Check.positive("temperature", temperature);
        Check.atLeast(1, "maxSteps", maxSteps);
    }
}
