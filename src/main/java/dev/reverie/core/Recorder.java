package dev.reverie.core;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a rollout shows it and makes an {@link Episode} of it. */
final class Recorder implements Rollout.Watcher {
    private final Space.Box observationSpace;
    private final int actionSize;
    private final List<Observation> observations = new ArrayList<>();
    private final List<float[]> actions = new ArrayList<>();
    private final List<Double> rewards = new ArrayList<>();
    private boolean terminated;
    private boolean truncated;

    Recorder(Env env) {
        observationSpace = env.observationSpace();
        actionSize = env.actionSpace().size();
    }

    @Override
    public void first(Observation observation) {
        observations.add(observation);
    }

    @Override
    public void step(float[] action, Step step, boolean last) {
        actions.add(action.clone());
        rewards.add(step.reward());
        observations.add(step.observation());
        terminated = step.terminated();
        truncated = step.truncated() || last && !step.terminated();
    }

    int steps() {
        return rewards.size();
    }

    Episode episode(long seed) {
        int steps = steps();
        var obs = Observations.allocate(steps + 1, observationSpace);
        for (int t = 0; t <= steps; t++) {
            obs.set(t, observations.get(t));
        }
        var flat = new float[Shapes.size("actions", steps, actionSize)];
        var reward = new float[steps];
        for (int t = 0; t < steps; t++) {
            System.arraycopy(actions.get(t), 0, flat, t * actionSize, actionSize);
            reward[t] = rewards.get(t).floatValue();
        }
        return new Episode(obs, flat, reward, terminated, truncated, seed);
    }
}
