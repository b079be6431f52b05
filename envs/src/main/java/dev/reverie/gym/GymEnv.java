package dev.reverie.gym;

import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.Observation;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import dev.reverie.core.Step;

/**
 * An environment of Gymnasium: the real one, in a Python process of its own, played from here. {@code Envs.make("gym:CarRacing-v3")} gives
 * one.
 *
 * <p>It is as deterministic as it is there; a step costs what it costs there and some 50 µs. Many cheap ones are better played by a {@link
 * GymVectorEnv}. For one thread at a time.
 */
public final class GymEnv implements Env {
    private final GymRows rows;
    private final GymSpec spec;
    private final EpisodeState episode;
    private final byte[] op = new byte[1];
    private final long[] seeds = new long[1];

    private GymEnv(GymClient client, GymOptions options) {
        rows = new GymRows(client, options, 1);
        spec = rows.spec();
        episode = new EpisodeState(spec.actionSpace());
    }

    /** In a process of its own, with the Python that {@link GymPython#standard} finds. */
    public static GymEnv make(GymOptions options) {
        return make(GymClient.start(GymPython.standard()), options);
    }

    /** On a connection, which is closed with it, now if that fails. */
    public static GymEnv make(GymClient client, GymOptions options) {
        try {
            return new GymEnv(client, options);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** What was made, and how its spaces are laid out. */
    public GymSpec spec() {
        return spec;
    }

    @Override
    public Observation reset(long seed) {
        seeds[0] = GymRows.seed(seed);
        var first = play(GymRows.RENEW, null);
        episode.begin();
        return first;
    }

    @Override
    public Step step(float[] action) {
        episode.next(action);
        var observation = play(GymRows.PLAY, action);
        return episode.end(new Step(observation, rows.reward(0), rows.terminated(0), rows.truncated(0)));
    }

    private Observation play(byte what, float[] action) {
        op[0] = what;
        rows.send(op, seeds, action, 0);
        var seen = Observations.allocate(1, spec.observationSpace());
        rows.receive(seen, null, 0);
        if (seen instanceof Observations.Frames f) {
            return new Observation.Frame(f.height(), f.width(), f.channels(), f.pixels());
        }
        return new Observation.Vector(((Observations.Vectors) seen).values());
    }

    @Override
    public Space.Box observationSpace() {
        return spec.observationSpace();
    }

    @Override
    public Space actionSpace() {
        return spec.actionSpace();
    }

    @Override
    public void close() {
        rows.close();
    }
}
