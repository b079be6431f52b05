package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.Encoder;
import dev.reverie.core.Env;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.core.WorkerTeam;
import dev.reverie.rnn.LatentDynamics;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * V, M and many controllers in the real environment: every thread plays some episodes in lock-step, so that V and M see them as one batch.
 *
 * <p>It holds nothing from one play to the next: environments and buffers go when the episodes end.
 *
 * <p>An episode has the bits that {@link Rollout#evaluate} gives it with a {@link dev.reverie.controller.WorldModelAgent}, whatever is
 * played beside it and on however many threads.
 *
 * @param envs
 *            asked for some environments a thread, which are closed at the end
 * @param maxSteps
 *            where an episode is cut off
 * @param progress
 *            is told of every episode
 */
record AgentBatch(Supplier<? extends Env> envs, Encoder encoder, LatentDynamics rnn, int maxSteps, Progress progress) {
    /** Episodes a thread plays at a time: twice what V encodes at once, so that the batch stays large while they end. */
    private static final int LANES = 32;

    /**
     * One episode.
     *
     * @param controller
     *            its number
     * @param environment
     *            seed of the environment
     * @param policy
     *            seed of all else
     */
    record Episode(int controller, long environment, Seed policy) {
        /** Episode i of a rollout with {@code seed}. */
        static Episode of(int controller, Seed seed, int i) {
            return new Episode(controller, Rollout.environmentSeed(seed, i), seed.child("policy", i));
        }
    }

    AgentBatch withMaxSteps(int steps) {
        return new AgentBatch(envs, encoder, rnn, steps, progress);
    }

    AgentBatch withProgress(Progress other) {
        return new AgentBatch(envs, encoder, rnn, maxSteps, other);
    }

    /**
     * Episodes in two lengths.
     *
     * @param cut
     *            as if each had been cut off earlier
     */
    record Played(Scores whole, Scores cut) {
    }

    /** Episodes 0, 1, … of a rollout with {@code seed}, played by the first controller. */
    Scores play(ControllerBatch controller, int episodes, Seed seed) {
        return play(controller, episodes, seed, maxSteps).whole();
    }

    /** As {@link #play(ControllerBatch, int, Seed)}; also as if cut off after {@code cut} steps. */
    Played play(ControllerBatch controller, int episodes, Seed seed, int cut) {
        return play(controller, IntStream.range(0, episodes).mapToObj(i -> Episode.of(0, seed, i)).toList(), cut);
    }

    /**
     * Plays them all.
     *
     * @param episodes
     *            at least one
     * @return scores in the same order
     * @throws CancellationException
     *             if the calling thread is interrupted, which stays set
     */
    Scores play(ControllerBatch controllers, List<Episode> episodes) {
        return play(controllers, episodes, maxSteps).whole();
    }

    private Played play(ControllerBatch controllers, List<Episode> episodes, int cut) {
        int threads = Math.min(Engine.current().pool().threads(), episodes.size());
        int lanes = Math.min(LANES, (episodes.size() + threads - 1) / threads);
        var queue = new Queue(episodes, cut);
        Engine.current().pool().run(threads, thread -> {
            try (var own = new AgentLanes(this, controllers, queue, lanes)) {
                own.play();
            } catch (RuntimeException | Error e) {
                queue.end();
                throw e;
            }
        });
        var seeds = episodes.stream().mapToLong(Episode::environment).toArray();
        return new Played(new Scores(queue.returns, queue.lengths, seeds),
                new Scores(queue.cutReturns, Arrays.stream(queue.lengths).map(length -> Math.min(length, cut)).toArray(), seeds));
    }

    /** The episodes as the threads take them, and what became of them. */
    final class Queue {
        private final List<Episode> episodes;
        private final AtomicInteger next = new AtomicInteger();
        private final double[] returns;
        /** Of the first steps alone. */
        private final double[] cutReturns;
        private final int[] lengths;
        private final int cut;
        private int ended;

        Queue(List<Episode> episodes, int cut) {
            this.episodes = episodes;
            this.cut = cut;
            cutReturns = new double[episodes.size()];
            returns = new double[episodes.size()];
            lengths = new int[episodes.size()];
        }

        /** The number of an episode that nobody plays yet; −1 if there is none. */
        int take() {
            int i = next.getAndIncrement();
            return i < episodes.size() ? i : -1;
        }

        Episode episode(int i) {
            return episodes.get(i);
        }

        /** Nobody takes another. */
        void end() {
            next.set(episodes.size());
        }

        void checkInterrupt() {
            if (WorkerTeam.isInterrupted()) {
                throw new CancellationException("interrupted while the environment was played");
            }
        }

        /** Adds a step; whether it was the last before the cut. */
        boolean pay(int i, double reward) {
            returns[i] += reward;
            cutReturns[i] += lengths[i] < cut ? reward : 0;
            lengths[i]++;
            return lengths[i] >= maxSteps;
        }

        synchronized void ended() {
            ended++;
            progress.update(ended, episodes.size(), "");
        }
    }
}
