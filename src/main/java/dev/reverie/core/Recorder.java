package dev.reverie.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Keeps what is seen, played and paid, and makes an {@link Episode} of it; costs the memory of one episode, twice while it is made. */
public final class Recorder {
    private final Space.Box observationSpace;
    private final int actionSize;
    private final Env env;
    private final List<String> names;
    /** Of the signals that are kept. */
    private final int[] indices;
    private final List<float[]> signals = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<float[]> actions = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** For episodes of {@code env}, which is not played here. */
    public Recorder(Env env) {
        this(env, List.of());
    }

    /**
     * With signals that the environment tells.
     *
     * @param signals
     *            their names
     * @throws IllegalArgumentException
     *             if it does not tell one of them
     */
    public Recorder(Env env, List<String> signals) {
        this.env = env;
        names = List.copyOf(signals);
        indices = names.stream().mapToInt(name -> index(env, name)).toArray();
        observationSpace = env.observationSpace();
        actionSize = env.actionSpace().size();
    }

    private static int index(Env env, String name) {
        int index = env.signals().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("signals must be of what the environment tells, which is "
                    + (env.signals().isEmpty() ? "nothing" : String.join(", ", env.signals())) + "; was " + name);
        }
        return index;
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
        var told = new float[indices.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = env.signal(indices[i]);
        }
        signals.add(told);
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
        signals.clear();
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
        var played = new float[Arguments.size("actions", length, actionSize)];
        var rewards = new float[length];
        for (int t = 0; t < length; t++) {
            System.arraycopy(actions.get(t), 0, played, t * actionSize, actionSize);
            rewards[t] = (float) steps.get(t).reward();
        }
        var told = new TreeMap<String, float[]>();
        for (int i = 0; i < indices.length; i++) {
            var values = new float[length];
            for (int t = 0; t < length; t++) {
                values[t] = signals.get(t)[i];
            }
            told.put(names.get(i), values);
        }
        var last = steps.get(length - 1);
        var episode = new Episode(seen, played, rewards, last.terminated(), last.truncated() || !last.terminated(), seed, told);
        episode.checkFinite();
        return episode;
    }
}
