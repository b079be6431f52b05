package dev.reverie.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plays whole episodes, one after the other on each thread, for collecting data and for evaluating policies.
 *
 * <p>Episode i is a function of the seed and of i: the environment gets {@code seed.child("episode", i).nonNegative()}, the policy {@code
 * seed.child("policy", i)}. So results are the same on any number of threads. A rollout itself is a value; {@code with…} gives another.
 *
 * <pre>{@code
 * var rollout = Rollout.on(CartPole::new).withThreads(8).withMaxSteps(500);
 * rollout.collect(Policy.random(space), 1000, seed, store::write);
 * Scores scores = rollout.evaluate(policy, 100, seed.child("test"));
 * }</pre>
 *
 * @param envs
 *            asked for one environment a thread, which is closed at the end
 * @param maxSteps
 *            where an episode is cut off, as truncated
 * @param maxFrames
 *            a collection ends with the first episode by which so many steps were played in all
 * @param threads
 *            how many play at a time, the caller included
 * @param progress
 *            is told of every episode
 * @param signals
 *            names of signals that collected episodes keep; see {@link Env#signals}
 */
public record Rollout(Supplier<? extends Env> envs, int maxSteps, long maxFrames, int threads, Progress progress, List<String> signals) {
    /**
     * Takes the episodes of a collection, such as {@code store::write}; with several threads, called by several at once and in any order of
     * i.
     */
    @FunctionalInterface
    public interface Sink {
        void accept(int i, Episode episode);
    }

    public Rollout {
        Objects.requireNonNull(envs, "envs");
        Objects.requireNonNull(progress, "progress");
        signals = List.copyOf(signals);
        Arguments.atLeast(1, "maxSteps", maxSteps);
        Arguments.atLeast(1, "threads", threads);
        Arguments.atLeast(1, "maxFrames", maxFrames);
    }

    /** On one thread, without caps. */
    public static Rollout on(Supplier<? extends Env> envs) {
        return new Rollout(envs, Integer.MAX_VALUE, Long.MAX_VALUE, 1, Progress.none(), List.of());
    }

    public Rollout withMaxSteps(int maxSteps) {
        return new Rollout(envs, maxSteps, maxFrames, threads, progress, signals);
    }

    public Rollout withMaxFrames(long maxFrames) {
        return new Rollout(envs, maxSteps, maxFrames, threads, progress, signals);
    }

    public Rollout withThreads(int threads) {
        return new Rollout(envs, maxSteps, maxFrames, threads, progress, signals);
    }

    public Rollout withSignals(List<String> signals) {
        return new Rollout(envs, maxSteps, maxFrames, threads, progress, signals);
    }

    public Rollout withProgress(Progress progress) {
        return new Rollout(envs, maxSteps, maxFrames, threads, progress, signals);
    }

    /** Plays {@code episodes} on an environment of the caller's, which stays open, and keeps them all in memory. */
    public static List<Episode> collect(Env env, Policy policy, int episodes, Seed seed) {
        var list = new ArrayList<Episode>();
        on(() -> new Borrowed(env)).collect(policy, episodes, seed, (i, episode) -> list.add(episode));
        return list;
    }

    /** Evaluates on an environment of the caller's, which stays open. */
    public static Scores evaluate(Env env, Policy policy, int episodes, Seed seed) {
        return on(() -> new Borrowed(env)).evaluate(policy, episodes, seed);
    }

    /**
     * Plays episodes 0, 1, … and hands each over as it is finished; memory for one a thread.
     *
     * <p>With a frame cap, the episodes handed over are the same on any number of threads; those that others played beyond the cap
     * meanwhile are dropped.
     *
     * <p>The first failure, of an environment, the policy or {@code sink}, ends the collection and is thrown; what was handed over before,
     * was.
     *
     * @return how many were handed over
     * @throws CancellationException
     *             if the calling thread is interrupted, which stays set; episodes being played are dropped
     */
    public int collect(Policy policy, int episodes, Seed seed, Sink sink) {
        Arguments.atLeast(1, "episodes", episodes);
        var budget = new Budget(maxFrames);
        int[] handedOver = new int[1];
        play(episodes, budget, progress, (env, i) -> {
            var recorder = record(env, policy, seed, i);
            if (!budget.grants(i, recorder.steps())) {
                return false;
            }
            sink.accept(i, recorder.episode(environmentSeed(seed, i)));
            synchronized (handedOver) {
                handedOver[0]++;
            }
            return true;
        });
        return handedOver[0];
    }

    /**
     * Plays the episodes of these numbers alone, those that an interrupted collection still lacks: each is the same as if all were played.
     * The frame cap does not apply, since it would need the lengths of the others.
     *
     * @param numbers
     *            at least one, each once
     * @throws CancellationException
     *             as for all
     */
    public void collect(Policy policy, int[] numbers, Seed seed, Sink sink) {
        Arguments.atLeast(1, "episodes", numbers.length);
        play(numbers.length, new Budget(Long.MAX_VALUE), progress, (env, k) -> {
            int i = numbers[k];
            sink.accept(i, record(env, policy, seed, i).episode(environmentSeed(seed, i)));
            return true;
        });
    }

    private Recorder record(Env env, Policy policy, Seed seed, int i) {
        var recorder = new Recorder(env instanceof Borrowed borrowed ? borrowed.env : env, signals);
        loop(env, actor(env, policy, seed, i), environmentSeed(seed, i), recorder::first, recorder::step);
        return recorder;
    }

    private static Policy.Actor actor(Env env, Policy policy, Seed seed, int i) {
        return policy.on(env instanceof Borrowed borrowed ? borrowed.env : env).begin(seed.child("policy", i));
    }

    /** Plays {@code episodes} and keeps their scores alone. The frame cap does not apply. */
    public Scores evaluate(Policy policy, int episodes, Seed seed) {
        Arguments.atLeast(1, "episodes", episodes);
        var seeds = new long[episodes];
        Arrays.setAll(seeds, i -> environmentSeed(seed, i));
        return evaluate(policy, seeds, seed);
    }

    /**
     * Plays one episode for each of {@code seeds}: a published list, or the same ones for every candidate.
     *
     * @param seeds
     *            for the environment, in order
     * @param seed
     *            for the policy: episode i has {@code seed.child("policy", i)}
     */
    public Scores evaluate(Policy policy, long[] seeds, Seed seed) {
        Arguments.atLeast(1, "episodes", seeds.length);
        var returns = new double[seeds.length];
        var lengths = new int[seeds.length];
        play(seeds.length, new Budget(Long.MAX_VALUE), progress, (env, i) -> {
            loop(env, actor(env, policy, seed, i), seeds[i], first -> {
            }, (action, step) -> {
                returns[i] += step.reward();
                lengths[i]++;
            });
            return true;
        });
        return new Scores(returns, lengths, seeds);
    }

    /** What episode i of a rollout with {@code seed} resets its environment with. */
    public static long environmentSeed(Seed seed, int i) {
        return seed.child("episode", i).nonNegative();
    }

    private void loop(Env env, Policy.Actor actor, long seed, Consumer<Observation> first, BiConsumer<float[], Step> watcher) {
        try (actor) {
            var observation = env.reset(seed);
            first.accept(observation);
            boolean last = false;
            for (int steps = 1; !last; steps++) {
                // an episode may have no end
                if (WorkerTeam.isInterrupted()) {
                    throw new CancellationException("interrupted after " + (steps - 1) + " steps of an episode");
                }
                var action = actor.act(observation);
                var step = env.step(action);
                last = step.done() || steps >= maxSteps;
                watcher.accept(action, step);
                observation = step.observation();
            }
        }
    }

    /** One episode; false if none are wanted any more. */
    private interface Play {
        boolean episode(Env env, int i);
    }

    private void play(int episodes, Budget budget, Progress progress, Play play) {
        int hands = Math.min(threads, episodes);
        var next = new AtomicInteger();
        long[] done = new long[1];
        try (var crew = new WorkerTeam(hands, "reverie-env")) {
            crew.run(hands, hand -> {
                try (var env = envs.get()) {
                    for (int i = next.getAndIncrement(); i < episodes && !budget.stopped(); i = next.getAndIncrement()) {
                        if (WorkerTeam.isInterrupted()) {
                            throw new CancellationException("interrupted after " + done[0] + " of " + episodes + " episodes");
                        }
                        if (!play.episode(env, i)) {
                            return;
                        }
                        synchronized (done) {
                            progress.update(++done[0], episodes, "");
                        }
                    }
                } catch (RuntimeException | Error e) {
                    budget.stop();
                    throw e;
                }
            });
        }
    }

    /** An environment that the rollout must not close. */
    private record Borrowed(Env env) implements Env {
        @Override
        public Observation reset(long seed) {
            return env.reset(seed);
        }

        @Override
        public Step step(float[] action) {
            return env.step(action);
        }

        @Override
        public Space.Box observationSpace() {
            return env.observationSpace();
        }

        @Override
        public Space actionSpace() {
            return env.actionSpace();
        }
    }
}
