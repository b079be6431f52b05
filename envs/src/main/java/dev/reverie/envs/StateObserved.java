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
final class StateObserved extends ForwardingEnv implements StateEnv {
    private final StateEnv state;
    private final Space.Box observations;

    private StateObserved(StateEnv env) {
        super(env);
        state = env;
        observations = Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, env.stateNames().size());
    }

    /** {@code env} itself, or with its state as observation. */
    static InPlaceEnv of(StateEnv env, boolean state) {
        return state ? new StateObserved(env) : env;
    }

    @Override
    public void look(Observations into, int row) {
        state(((Observations.Vectors) into).values(), row * observations.size());
    }

    @Override
    public List<String> stateNames() {
        return state.stateNames();
    }

    @Override
    public void state(float[] into, int from) {
        state.state(into, from);
    }

    @Override
    public Space.Box observationSpace() {
        return observations;
    }
}
