package dev.reverie.envs;

import dev.reverie.core.EpisodeState;
import dev.reverie.core.InPlaceEnv;
import dev.reverie.core.Space;

/**
 * An environment of ours: it has its spaces and knows where its episode stands.
 *
 * @param <A>
 *            of its actions
 */
abstract class OwnEnv<A extends Space> implements InPlaceEnv {
    final EpisodeState episode;
    private final A actions;
    private final Space.Box observations;

    OwnEnv(A actions, Space.Box observations) {
        this.actions = actions;
        this.observations = observations;
        episode = new EpisodeState(actions);
    }

    @Override
    public final boolean terminated() {
        return episode.terminated();
    }

    @Override
    public final boolean truncated() {
        return episode.truncated();
    }

    @Override
    public final Space.Box observationSpace() {
        return observations;
    }

    @Override
    public final A actionSpace() {
        return actions;
    }
}
