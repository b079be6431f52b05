package dev.reverie.experiments.config;

/**
 * How C is judged in the environment itself.
 *
 * @param episodes
 *            real episodes played with C
 * @param randomEpisodes
 *            real episodes played with the policy of the collection, to compare with; 0 plays none
 */
public record EvaluateConfig(int episodes, int randomEpisodes) {
    public EvaluateConfig {
        Check.atLeast(1, "episodes", episodes);
        Check.atLeast(0, "randomEpisodes", randomEpisodes);
    }
}
