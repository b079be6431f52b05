package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Env;
import dev.reverie.core.InPlaceEnv;

/**
 * Plays every action several times: a slower clock for whoever acts. Rewards are added up and the last observation is shown, the only one
 * that is painted where the environment is an {@link InPlaceEnv}; an episode that ends in between ends there.
 */
public final class FrameSkip extends ForwardingEnv {
    private final int frames;

    private FrameSkip(Env env, int frames) {
        super(env);
        this.frames = Arguments.atLeast(1, "frames", frames);
    }

    /** {@code env}, which is closed with this one, with every action played {@code frames} times, at least 1. */
    public static Env of(Env env, int frames) {
        return new FrameSkip(env, frames);
    }

    @Override
    public double play(float[] action) {
        double reward = env.play(action);
        for (int frame = 1; frame < frames && !env.done(); frame++) {
            reward += env.play(action);
        }
        return reward;
    }
}
