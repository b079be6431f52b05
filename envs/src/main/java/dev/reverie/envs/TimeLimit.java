package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;

/**
 * Cuts episodes off after a number of steps: the last of them is truncated, whether or not it is terminated, too. A limit that the
 * environment has of its own stays.
 */
public final class TimeLimit extends ForwardingEnv {
    private final int limit;
    private final EpisodeState episode;

    private TimeLimit(Env env, int limit) {
        super(env);
        this.limit = Arguments.atLeast(1, "limit", limit);
        episode = new EpisodeState(env.actionSpace());
    }

    /** {@code env}, which is closed with this one, with at most {@code limit} steps an episode, at least 1. */
    public static Env of(Env env, int limit) {
        return new TimeLimit(env, limit);
    }

    @Override
    public void begin(long seed) {
        env.begin(seed);
        episode.begin();
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        double reward = env.play(action);
        episode.end(env.terminated(), env.truncated() || number >= limit);
        return reward;
    }

    @Override
    public boolean terminated() {
        return episode.terminated();
    }

    @Override
    public boolean truncated() {
        return episode.truncated();
    }
}
