package dev.reverie.experiments.config;

import dev.reverie.core.Arguments;
import dev.reverie.core.Minimal;
import java.util.List;
import java.util.Objects;

/**
 * Which episodes V and M learn from.
 *
 * @param episodes
 *            how many are played
 * @param policy
 *            what plays them
 * @param maxSteps
 *            where an episode is cut off, as truncated
 * @param minSteps
 *            shorter episodes are not kept; 1 keeps all
 * @param signals
 *            names of what the environment tells beside what is seen, to be kept with the episodes
 */
public record CollectConfig(int episodes, CollectPolicy policy, int maxSteps, int minSteps, List<String> signals) {
    public CollectConfig {
        Arguments.atLeast(1, "episodes", episodes);
        Objects.requireNonNull(policy, "policy");
        Arguments.atLeast(1, "maxSteps", maxSteps);
        Arguments.atLeast(1, "minSteps", minSteps);
        if (minSteps > maxSteps) {
            throw new IllegalArgumentException("minSteps must be at most maxSteps = " + maxSteps + ", was " + minSteps);
        }
        signals = List.copyOf(signals);
    }

    /** Without signals. */
    @Minimal
    public CollectConfig(int episodes, CollectPolicy policy, int maxSteps, int minSteps) {
        this(episodes, policy, maxSteps, minSteps, List.of());
    }
}
