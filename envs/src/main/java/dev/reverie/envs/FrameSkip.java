package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.util.Objects;

/**
 * Plays every action several times: a slower clock for whoever acts. Rewards are added up and the last observation is shown; an episode
 * that ends in between ends there.
 *
 * @param env
 *            closed with this one
 * @param frames
 *            steps of {@code env} in one of this, at least 1
 */
public record FrameSkip(Env env, int frames) implements Env {
    public FrameSkip {
        Objects.requireNonNull(env, "env");
        Bounds.atLeast(1, "frames", frames);
    }

    /** {@code env}, with every action played {@code frames} times. */
    public static Env of(Env env, int frames) {
        return new FrameSkip(env, frames);
    }

    @Override
    public Observation reset(long seed) {
        return env.reset(seed);
    }

    @Override
    public Step step(float[] action) {
        var step = env.step(action);
        double reward = step.reward();
        for (int frame = 1; frame < frames && !step.done(); frame++) {
            step = env.step(action);
            reward += step.reward();
        }
        return new Step(step.observation(), reward, step.terminated(), step.truncated());
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
