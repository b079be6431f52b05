package dev.reverie.experiments.run;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Npz;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.CollectConfig;
import dev.reverie.experiments.config.EnvConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Episodes to learn from: played by several threads, kept one a file, continued after any end.
 *
 * <p>Episode i is a function of the environment, the policy, the seed and i. So those that a killed collection lacks are played, each as it
 * would have been, and the folder is in the end the same, file by file. Memory is for one episode a thread, twice while it is written:
 * 25 MB for 1,000 frames of 64×64×3.
 *
 * @param env
 *            that is played
 * @param collect
 *            how often, by what, and which episodes are kept
 * @param seed
 *            of everything random
 */
public record DataCollection(EnvConfig env, CollectConfig collect, Seed seed) {
    /**
     * Plays what is missing in {@code folder}. Episodes too short to be kept leave no file, so they are played again.
     *
     * @param threads
     *            how many play at a time
     * @param commit
     *            of the code, or empty if unknown
     * @param progress
     *            is told of every episode, with frames and frames a second
     * @return the store, complete
     * @throws IllegalArgumentException
     *             if there is no such environment or option, or the policy cannot play there; then nothing was written
     * @throws FileException
     *             if the folder holds another collection, or cannot be written; episodes finished before stay
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted; episodes finished before stay
     */
    public EpisodeStore play(Path folder, int threads, String commit, Progress progress) {
        var policy = policy();
        return play(claim(folder, commit), policy, 0, threads, progress);
    }

    /** Deletes what {@code folder} holds of another collection, so that {@link #play} can begin there. */
    public void replaceOther(Path folder) {
        CollectionFile.replaceOther(folder, Envs.dataset(env.name(), env.options(), ""), facts());
    }

    /** Makes {@code folder} the place of this collection, or finds that it is already. */
    EpisodeStore claim(Path folder, String commit) {
        return CollectionFile.claim(folder, Envs.dataset(env.name(), env.options(), commit), facts());
    }

    /**
     * Plays what is missing, by another policy than {@link #collect} names.
     *
     * @param first
     *            number of the first episode
     */
    EpisodeStore play(EpisodeStore store, Policy policy, int first, int threads, Progress progress) {
        int[] missing = missing(store, first);
        if (missing.length > 0) {
            int there = collect.episodes() - missing.length;
            var frames = new AtomicLong();
            long start = System.nanoTime();
            var rollout = Rollout.on(() -> Envs.make(env.name(), env.options())).withMaxSteps(collect.maxSteps())
                    .withSignals(collect.signals()).withThreads(threads)
                    .withProgress((done, total, message) -> progress.update(there + done, collect.episodes(), rate(frames.get(), start)));
            rollout.collect(policy, missing, seed, (i, episode) -> {
                if (episode.length() >= collect.minSteps()) {
                    store.write(i, episode);
                }
                frames.addAndGet(episode.length());
            });
        }
        return store;
    }

    /**
     * Refuses a folder that holds a collection, which takes no episodes played otherwise.
     *
     * @throws FileException
     *             if it does
     */
    public static void refuse(Path folder) {
        if (CollectionFile.isIn(folder)) {
            throw new FileException(folder, "holds a collection, which takes no other episodes; choose another folder");
        }
    }

    /** How long the episodes of a store are, without unpacking their frames. */
    public static LongSummaryStatistics lengths(EpisodeStore store) {
        return store.files().stream().mapToLong(store.reader()::length).summaryStatistics();
    }

    /** For people: {@code 600 episodes, 189,023 steps, 315 on average}. */
    public static String text(LongSummaryStatistics lengths) {
        return String.format(Locale.ROOT, "%,d episodes, %,d steps, %.0f on average", lengths.getCount(), lengths.getSum(),
                lengths.getAverage());
    }

    private Policy policy() {
        try (var one = Envs.make(env.name(), env.options())) {
            var policy = collect.policy().on(one.actionSpace());
            policy.on(one);
            return policy;
        }
    }

    /** All that decides what the episodes are, beside the environment. */
    private LinkedHashMap<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("policy", collect.policy().text());
        facts.put("seed", seed.path());
        facts.put("maxSteps", collect.maxSteps() == Integer.MAX_VALUE ? "none" : String.valueOf(collect.maxSteps()));
        facts.put("minSteps", String.valueOf(collect.minSteps()));
        return facts;
    }

    /** Also those that were cut off, as by a copy on a full disk. */
    private int[] missing(EpisodeStore store, int first) {
        var there = store.files().stream().filter(DataCollection::isWhole).map(EpisodeStore::index).collect(Collectors.toSet());
        return IntStream.range(first, first + collect.episodes()).filter(i -> !there.contains(i)).toArray();
    }

    /** Whether a file has the directory that an archive ends with. */
    private static boolean isWhole(Path file) {
        try (var npz = Npz.open(file)) {
            return !npz.names().isEmpty();
        } catch (FileException e) {
            return false;
        }
    }

    private static String rate(long frames, long start) {
        double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
        return String.format(Locale.ROOT, "%,d frames, %,.0f/s", frames, frames / seconds);
    }
}
