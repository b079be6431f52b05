package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.Episode;
import dev.reverie.core.Observation;
import dev.reverie.core.Recorder;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Keeps what is played and hands every episode over when it is finished: for whoever steps an environment by himself, a player at the
 * keyboard or a learner; {@link dev.reverie.core.Rollout} collects by itself.
 *
 * <p>An episode that is given up, by a reset in its middle or by closing, is handed over as truncated if it had a step. Costs the memory of
 * one episode.
 */
public final class Recording implements Env {
    private final Env env;
    private final Consumer<Episode> sink;
    private final Recorder recorder;
    private long seed;

    private Recording(Env env, Consumer<Episode> sink) {
        this.env = Objects.requireNonNull(env, "env");
        this.sink = Objects.requireNonNull(sink, "sink");
        recorder = new Recorder(env);
    }

    /**
     * {@code env}, which is closed with this one.
     *
     * @param sink
     *            takes the episodes, on the thread that steps; what it throws comes out of {@code step}, {@code reset} or {@code close}
     */
    public static Env of(Env env, Consumer<Episode> sink) {
        return new Recording(env, sink);
    }

    @Override
    public Observation reset(long seed) {
        handOver();
        var first = env.reset(seed);
        this.seed = seed;
        recorder.first(first);
        return first;
    }

    @Override
    public Step step(float[] action) {
        var step = env.step(action);
        recorder.step(action, step);
        if (step.done()) {
            handOver();
        }
        return step;
    }

    private void handOver() {
        if (recorder.steps() > 0) {
            var episode = recorder.episode(seed);
            recorder.clear();
            sink.accept(episode);
        }
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
        try {
            handOver();
        } finally {
            env.close();
        }
    }
}
