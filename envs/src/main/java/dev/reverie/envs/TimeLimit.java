package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;

/**
 * Cuts episodes off after a number of steps: the last of them is truncated, whether or not it is terminated, too. A limit that the
 * environment has of its own stays.
 */
public final class TimeLimit implements Env {
    private final Env env;
    private final int limit;
    private final EpisodeState episode;

    private TimeLimit(Env env, int limit) {
        this.env = env;
        this.limit = Bounds.atLeast(1, "limit", limit);
        episode = new EpisodeState(env.actionSpace());
    }

    /** {@code env}, which is closed with this one, with at most {@code limit} steps an episode, at least 1. */
    public static Env of(Env env, int limit) {
        return new TimeLimit(env, limit);
    }

    @Override
    public Observation reset(long seed) {
        var first = env.reset(seed);
        episode.begin();
        return first;
    }

    @Override
    public Step step(float[] action) {
        int number = episode.next(action);
        var step = env.step(action);
        return episode.end(
                number < limit ? step : new Step(step.observation(), step.reward(), step.terminated(), true));
    }

    @Override
    public Space.Box observationSpace() {
        return env.observationSpace();
    }

    @Override
    public Space actionSpace() {
        return env.actionSpace();
    }

    @Override
    public void close() {
        env.close();
    }
}
