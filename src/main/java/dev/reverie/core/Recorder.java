package dev.reverie.core;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is seen, played and paid, and makes an {@link Episode} of it; costs the memory of one episode, twice while it is made. */
public final class Recorder {
    private final Space.Box observationSpace;
    private final int actionSize;
    private final List<Observation> observations = new ArrayList<>();
    private final List<float[]> actions = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** For episodes of {@code env}, which is not played here. */
    public Recorder(Env env) {
        observationSpace = env.observationSpace();
        actionSize = env.actionSpace().size();
    }

    /** Begins an episode with what is seen first; what was kept before is dropped. */
    public void first(Observation observation) {
        clear();
        observations.add(observation);
    }

    /** Adds a step; {@code action} is copied. */
    public void step(float[] action, Step step) {
        actions.add(action.clone());
        steps.add(step);
        observations.add(step.observation());
    }

    /** How many steps are kept. */
    public int steps() {
        return steps.size();
    }

    /** Drops what is kept. */
    public void clear() {
        observations.clear();
        actions.clear();
        steps.clear();
    }

    /**
     * What is kept, at least one step; an episode that did not end by itself is truncated.
     *
     * @param seed
     *            that the environment was reset with
     * @throws IllegalArgumentException
     *             if an observation, an action or a reward is no finite number
     */
    public Episode episode(long seed) {
        int length = steps();
        var seen = Observations.allocate(length + 1, observationSpace);
        for (int t = 0; t <= length; t++) {
            seen.set(t, observations.get(t));
        }
        var played = new float[Shapes.size("actions", length, actionSize)];
        var rewards = new float[length];
        for (int t = 0; t < length; t++) {
            System.arraycopy(actions.get(t), 0, played, t * actionSize, actionSize);
            rewards[t] = (float) steps.get(t).reward();
        }
        var last = steps.get(length - 1);
        var episode = new Episode(seen, played, rewards, last.terminated(), last.truncated() || !last.terminated(), seed);
        episode.checkFinite();
        return episode;
    }
}
