package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.InPlaceEnv;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;

/**
 * Plays every action several times: a slower clock for whoever acts. Rewards are added up and the last observation is shown, the only one
 * that is painted where the environment is an {@link InPlaceEnv}; an episode that ends in between ends there.
 */
public final class FrameSkip implements InPlaceEnv {
    private final InPlaceEnv env;
    private final int frames;

    private FrameSkip(Env env, int frames) {
        this.env = InPlaceEnv.of(env);
        this.frames = Bounds.atLeast(1, "frames", frames);
    }

    /** {@code env}, which is closed with this one, with every action played {@code frames} times, at least 1. */
    public static Env of(Env env, int frames) {
        return new FrameSkip(env, frames);
    }

    @Override
    public void begin(long seed) {
        env.begin(seed);
    }

    @Override
    public double play(float[] action) {
        double reward = env.play(action);
        for (int frame = 1; frame < frames && !env.done(); frame++) {
            reward += env.play(action);
        }
        return reward;
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
    public void close() {
        env.close();
    }
}
