package dev.reverie.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A {@link VectorEnv} of environments in this process. Beyond what they allocate themselves, a step allocates nothing. */
final class LocalVectorEnv implements VectorEnv {
    private final List<Env> envs = new ArrayList<>();
    private final Space.Box observationSpace;
    private final Space actionSpace;
    private final Autoreset autoreset;
    private final Crew crew;
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
        Shapes.atLeast(1, "count", count);
        Shapes.atLeast(1, "threads", threads);
        this.autoreset = Objects.requireNonNull(autoreset, "autoreset");
        try {
            for (int i = 0; i < count; i++) {
                envs.add(factory.get());
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
        crew = new Crew(Math.min(threads, count));
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
        Shapes.length("mask", mask.length, count());
        this.seed = seed;
        this.mask = mask;
        run(out, resetOne);
    }

    @Override
    public void step(float[] actions, VectorStep out) {
        // Asked first, since the arguments of the message are an array of their own.
        if (actions.length != count() * this.actions[0].length) {
            Shapes.length("actions", actions.length, count(), actionSpace.size());
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
        show(i, envs.get(i).reset(seeds[i]), 0, false, false);
    }

    private void stepOne(int i) {
        if (ended[i]) {
            if (autoreset == Autoreset.DISABLED) {
                throw new IllegalStateException("step after the end of the episode of environment " + i
                        + ": call reset(seed, mask, out) first, or choose an autoreset");
            }
            ended[i] = false;
            show(i, nextEpisode(i), 0, false, false);
            return;
        }
        System.arraycopy(given, i * actions[i].length, actions[i], 0, actions[i].length);
        var step = envs.get(i).step(actions[i]);
        var observation = step.observation();
        if (step.done()) {
            out.finalObservations().set(i, observation);
            if (autoreset == Autoreset.SAME_STEP) {
                observation = nextEpisode(i);
            } else {
                ended[i] = true;
            }
        }
        show(i, observation, step.reward(), step.terminated(), step.truncated());
    }

    private Observation nextEpisode(int i) {
        return envs.get(i).reset(Seed.of(seeds[i]).child("autoreset", ++episodes[i]).nonNegative());
    }

    private void show(int i, Observation observation, double reward, boolean terminated, boolean truncated) {
        out.observations().set(i, observation);
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
