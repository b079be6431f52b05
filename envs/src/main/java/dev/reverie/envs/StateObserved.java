package dev.reverie.envs;

import dev.reverie.core.InPlaceEnv;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import dev.reverie.core.StateEnv;
import java.util.List;

/**
 * Shows the true state of an environment instead of its picture: how well a controller plays on it is what perfect perception is worth.
 *
 * <p>The picture is never painted.
 */
final class StateObserved implements StateEnv {
    private final StateEnv env;
    private final Space.Box observations;

    private StateObserved(StateEnv env) {
        this.env = env;
        observations = Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, env.stateNames().size());
    }

    /** {@code env} itself, or with its state as observation. */
    static InPlaceEnv of(StateEnv env, boolean state) {
        return state ? new StateObserved(env) : env;
    }

    @Override
    public void begin(long seed) {
        env.begin(seed);
    }

    @Override
    public double play(float[] action) {
        return env.play(action);
    }

    @Override
    public boolean terminated() {
        return env.terminated();
    }

    @Override
    public boolean truncated() {
        return env.truncated();
    }

    @Override
    public void look(Observations into, int row) {
        state(((Observations.Vectors) into).values(), row * observations.size());
    }

    @Override
    public List<String> stateNames() {
        return env.stateNames();
    }

    @Override
    public void state(float[] into, int from) {
        env.state(into, from);
    }

    @Override
    public Space.Box observationSpace() {
        return observations;
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
