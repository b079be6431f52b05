package dev.reverie.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * A {@link VectorEnv} of environments in this process. Beyond what they allocate themselves, which is nothing if they are {@link
 * InPlaceEnv}, a step allocates nothing.
 */
final class LocalVectorEnv implements VectorEnv {
    private final List<InPlaceEnv> envs = new ArrayList<>();
    private final Space.Box observationSpace;
    private final Space actionSpace;
    private final Autoreset autoreset;
    private final WorkerTeam crew;
    private final float[][] actions;
    private final long[] seeds;
    private final long[] episodes;
    private final boolean[] started;
    private final boolean[] ended;
    /** Kept, since writing {@code this::stepOne} at the call would allocate at every step. */
    private final IntConsumer resetOne = this::resetOne;
    private final IntConsumer stepOne = this::stepOne;

    private long seed;
    private boolean[] mask;
    private float[] given;
    private VectorStep out;

    LocalVectorEnv(int count, Supplier<? extends Env> factory, Autoreset autoreset, int threads) {
        Arguments.atLeast(1, "count", count);
        Arguments.atLeast(1, "threads", threads);
        this.autoreset = Objects.requireNonNull(autoreset, "autoreset");
        try {
            for (int i = 0; i < count; i++) {
                envs.add(InPlaceEnv.of(factory.get()));
            }
        } catch (RuntimeException | Error e) {
            envs.forEach(Env::close);
            throw e;
        }
        observationSpace = envs.get(0).observationSpace();
        actionSpace = envs.get(0).actionSpace();
        actions = new float[count][actionSpace.size()];
        seeds = new long[count];
        episodes = new long[count];
        started = new boolean[count];
        ended = new boolean[count];
        crew = new WorkerTeam(Math.min(threads, count), "reverie-env");
    }

    @Override
    public int count() {
        return actions.length;
    }

    @Override
    public Space.Box observationSpace() {
        return observationSpace;
    }

    @Override
    public Space actionSpace() {
        return actionSpace;
    }

    @Override
    public void reset(long seed, boolean[] mask, VectorStep out) {
        Arguments.length("mask", mask.length, count());
        this.seed = seed;
        this.mask = mask;
        run(out, resetOne);
    }

    @Override
    public void step(float[] actions, VectorStep out) {
        // Asked first, since the arguments of the message are an array of their own.
        if (actions.length != count() * this.actions[0].length) {
            Arguments.length("actions", actions.length, count(), actionSpace.size());
        }
        for (int i = 0; i < started.length; i++) {
            if (!started[i]) {
                throw new IllegalStateException("step before reset of environment " + i + ": call reset(seed, out) first");
            }
        }
        given = actions;
        run(out, stepOne);
    }

    private void run(VectorStep out, IntConsumer one) {
        if (out.count() != count()) {
            throw new IllegalArgumentException("out must have " + count() + " rows, had " + out.count());
        }
        this.out = out;
        try {
            crew.run(count(), one);
        } catch (RuntimeException | Error e) {
            Arrays.fill(started, false);
            throw e;
        }
    }

    private void resetOne(int i) {
        if (!mask[i]) {
            return;
        }
        seeds[i] = seed + i;
        episodes[i] = 0;
        ended[i] = false;
        started[i] = true;
        envs.get(i).begin(seeds[i]);
        show(i, 0, false, false);
    }

    private void stepOne(int i) {
        if (ended[i]) {
            if (autoreset == Autoreset.DISABLED) {
                throw new IllegalStateException("step after the end of the episode of environment " + i
                        + ": call reset(seed, mask, out) first, or choose an autoreset");
            }
            ended[i] = false;
            nextEpisode(i);
            show(i, 0, false, false);
            return;
        }
        System.arraycopy(given, i * actions[i].length, actions[i], 0, actions[i].length);
        var env = envs.get(i);
        double reward = env.play(actions[i]);
        boolean terminated = env.terminated();
        boolean truncated = env.truncated();
        if (terminated || truncated) {
            env.look(out.finalObservations(), i);
            if (autoreset == Autoreset.SAME_STEP) {
                nextEpisode(i);
            } else {
                ended[i] = true;
            }
        }
        show(i, reward, terminated, truncated);
    }

    private void nextEpisode(int i) {
        envs.get(i).begin(Seed.of(seeds[i]).child("autoreset", ++episodes[i]).nonNegative());
    }

    private void show(int i, double reward, boolean terminated, boolean truncated) {
        envs.get(i).look(out.observations(), i);
        out.rewards()[i] = (float) reward;
        out.terminated()[i] = terminated;
        out.truncated()[i] = truncated;
    }

    @Override
    public void close() {
        crew.close();
        envs.forEach(Env::close);
    }
}
