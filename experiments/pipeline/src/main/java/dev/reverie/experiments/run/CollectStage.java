package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Npz;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plays the episodes that V and M learn from, on all cores.
 *
 * <p>Episodes are played in blocks of {@value #BLOCK}, each with a seed of its own: episode i is the (i mod {@value #BLOCK})-th of {@code
 * seed.child("block", i / }{@value #BLOCK}{@code )}. After an interrupt the finished blocks stay, and the last one is played again.
 */
final class CollectStage implements Stage {
    static final int BLOCK = 100;

    @Override
    public String name() {
        return "collect";
    }

    @Override
    public String about() {
        return "Play the episodes that V and M learn from.";
    }

    @Override
    public String unit() {
        return "episodes";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of();
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.episodes());
    }

    /** With the version of the environment's rules: other rules are other episodes. */
    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "collect") + "version: " + Envs.entry(config.env().name()).version() + "\n";
    }

    @Override
    public Report run(Context context) {
        var env = context.config().env();
        var collect = context.config().collect();
        var store = EpisodeStore.create(context.folder().episodes(), Envs.dataset(env.name(), env.options(), context.commit()));
        Policy policy;
        try (var one = context.envs().get()) {
            policy = collect.policy().on(one.actionSpace());
        }
        var rollout = Rollout.on(context.envs()).withMaxSteps(collect.maxSteps()).withThreads(Engine.current().pool().threads());
        // blocks are played in order, so all before the one with the last file are complete
        int first = store.files().stream().mapToInt(EpisodeStore::index).max().orElse(0) / BLOCK * BLOCK;
        for (int start = first; start < collect.episodes(); start += BLOCK) {
            int offset = start;
            int count = Math.min(BLOCK, collect.episodes() - start);
            rollout.withProgress(from(context.progress(), offset, collect.episodes()))
                    .collect(policy, count, context.seed().child("block", offset / BLOCK), (i, episode) -> {
                        if (episode.length() >= collect.minSteps()) {
                            store.write(offset + i, episode);
                        }
                    });
        }
        return report(context, store);
    }

    private static Progress from(Progress whole, int offset, int total) {
        return (step, ignored, message) -> whole.update(offset + step, total, message);
    }

    private Report report(Context context, EpisodeStore store) {
        var lengths = store.files().stream().mapToLong(CollectStage::length).summaryStatistics();
        if (lengths.getCount() == 0) {
            throw new IllegalArgumentException("collect.minSteps must be less than the longest episode, was "
                    + context.config().collect().minSteps() + ": no episode was kept");
        }
        try (var log = MetricLog.resume(context.folder().metrics(), name(), -1)) {
            log.write(name(), lengths.getCount(), Map.of("steps", (double) lengths.getSum(), "meanLength", lengths.getAverage(), "shortest",
                    (double) lengths.getMin(), "longest", (double) lengths.getMax()));
        }
        return new Report(String.format(Locale.ROOT, "%,d episodes, %,d steps, %.0f on average", lengths.getCount(), lengths.getSum(),
                lengths.getAverage()));
    }

    /** Without unpacking the frames. */
    private static long length(Path file) {
        try (var npz = Npz.open(file)) {
            return npz.array("reward").size();
        }
    }
}
