package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.InPlaceEnv;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import java.util.List;

/** An environment around another one, which is closed with it and answers every call that a subclass does not. */
abstract class ForwardingEnv implements InPlaceEnv {
    final InPlaceEnv env;

    ForwardingEnv(Env env) {
        this.env = InPlaceEnv.of(env);
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
        env.look(into, row);
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
