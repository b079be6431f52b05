package dev.reverie.experiments.config;

/**
 * How C is judged in the environment itself.
 *
 * @param episodes
 *            real episodes played with C
 * @param randomEpisodes
 *            real episodes played with each of two random policies, to compare with: a new action each step, and one held for 1 to 10 steps; 0 plays none
 */
public record EvaluateConfig(int episodes, int randomEpisodes) {
    public EvaluateConfig {
        Check.atLeast(1, "episodes", episodes);
        Check.atLeast(0, "randomEpisodes", randomEpisodes);
    }
}
