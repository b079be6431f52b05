package dev.reverie.core;

import java.util.List;

/** Any environment as an {@link InPlaceEnv}: remembers what its last call gave. */
final class RememberedEnv implements InPlaceEnv {
    private final Env env;
    private Observation seen;
    private boolean terminated;
    private boolean truncated;

    RememberedEnv(Env env) {
        this.env = env;
    }

    @Override
    public void begin(long seed) {
        seen = env.reset(seed);
        terminated = false;
        truncated = false;
    }

    @Override
    public double play(float[] action) {
        var step = env.step(action);
        seen = step.observation();
        terminated = step.terminated();
        truncated = step.truncated();
        return step.reward();
    }

    @Override
    public boolean terminated() {
        return terminated;
    }

    @Override
    public boolean truncated() {
        return truncated;
    }

    @Override
    public void look(Observations into, int row) {
        into.set(row, seen);
    }

    @Override
    public Observation look() {
        return seen;
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
    public List<String> signals() {
        return env.signals();
    }

    @Override
    public float signal(int i) {
        return env.signal(i);
    }

    @Override
    public void close() {
        env.close();
    }
}
