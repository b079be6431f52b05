package dev.reverie.experiments.config;

import dev.reverie.core.Arguments;
import dev.reverie.core.Minimal;
import java.util.Objects;

/**
 * How C is judged in the environment itself.
 *
 * @param episodes
 *            real episodes played with C
 * @param randomEpisodes
 *            real episodes played with each of the players that do not look, to compare with: a new action each step, one held for 1 to 10
 *            steps, and where actions have one element the best of some sweeps from end to end; 0 plays none
 * @param seeds
 *            which episodes: a test's, or those to choose settings by
 */
public record EvaluateConfig(int episodes, int randomEpisodes, EpisodeSeeds seeds) {
    public EvaluateConfig {
        Arguments.atLeast(1, "episodes", episodes);
        Arguments.atLeast(0, "randomEpisodes", randomEpisodes);
        Objects.requireNonNull(seeds, "seeds");
    }

    /** On a test's episodes. */
    @Minimal
    public EvaluateConfig(int episodes, int randomEpisodes) {
        this(episodes, randomEpisodes, EpisodeSeeds.TEST);
    }
}
