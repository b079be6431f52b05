package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.CollectPolicy;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plays the episodes that V and M learn from, on all cores: a {@link DataCollection} in the run's folder; where there is an {@link
 * PreviousRound}, in addition to that round's.
 */
final class CollectStage implements Stage {
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
        return PreviousRound.of(folder).map(round -> List.of(round.folder().root())).orElse(List.of());
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
    public StageSummary run(StageContext context) {
        var collection = new DataCollection(context.config().env(), context.config().collect(), context.seed());
        int threads = Engine.current().pool().threads();
        var store = context.config().collect().policy() instanceof CollectPolicy.Agent agent && !reads(context.folder()).isEmpty()
                ? PreviousRound.of(context.folder()).orElseThrow().play(collection, agent, threads, context)
                : collection.play(context.folder().episodes(), threads, context.commit(), context.progress());
        var lengths = DataCollection.lengths(store);
        if (lengths.getCount() == 0) {
            throw new IllegalArgumentException("collect.minSteps must be less than the longest episode, was "
                    + context.config().collect().minSteps() + ": no episode was kept");
        }
        try (var log = MetricLog.resume(context.folder().metrics(), name(), -1)) {
            log.write(name(), lengths.getCount(), Map.of("steps", (double) lengths.getSum(), "meanLength", lengths.getAverage(), "shortest",
                    (double) lengths.getMin(), "longest", (double) lengths.getMax()));
        }
        return new StageSummary(DataCollection.text(lengths) + (context.config().collect().policy() instanceof CollectPolicy.Agent agent
                ? String.format(Locale.ROOT, "; of the last %,d about %.0f%% of the steps at random", context.config().collect().episodes(),
                        100 * agent.share())
                : ""), context.software());
    }
}
