package dev.reverie.experiments.run;

import dev.reverie.core.LatentStore;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.rnn.MdnRnn;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains M on the latents of the episodes. */
final class TrainRnnStage implements Stage {
    private static final int CHECKPOINT = 200;

    @Override
    public String name() {
        return "rnn";
    }

    @Override
    public String verb() {
        return "train-rnn";
    }

    @Override
    public String about() {
        return "Train M, the recurrent mixture density network, on the latents.";
    }

    @Override
    public String unit() {
        return "updates";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.latents());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.rnn());
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("rnn");
    }

    @Override
    public Report run(Context context) {
        var latents = LatentStore.open(context.folder().latents());
        try (var rnn = MdnRnn.train(context.config().rnn(), latents, context.seed(), context.training(CHECKPOINT))) {
            rnn.save(context.folder().rnn());
            var metrics = Metrics.of(context.folder(), name());
            var recall = metrics.last("heldOutRecall");
            return new Report(String.format(Locale.ROOT, "%,d parameters, NLL %.3f nats a dimension, held-out %.3f%s", rnn.parameterCount(),
                    metrics.last("nll"), metrics.last("heldOutNll"),
                    Double.isNaN(recall) ? "" : String.format(Locale.ROOT, ", %.0f%% of its ends foreseen", 100 * recall)));
        }
    }
}
