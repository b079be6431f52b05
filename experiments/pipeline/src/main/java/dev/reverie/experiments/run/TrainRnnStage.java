package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.rnn.LatentDynamics;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Trains M on the latents of the episodes. */
final class TrainRnnStage implements Stage {
    static final String NAME = "rnn";
    private static final int CHECKPOINT = 200;

    @Override
    public String name() {
        return NAME;
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
        return List.of(folder.rnn(), HeldOutReport.file(folder));
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("rnn");
    }

    @Override
    public StageSummary run(StageContext context) {
        var config = context.config().rnn();
        var latents = LatentStore.open(context.folder().latents());
        try (var rnn = LatentDynamics.train(config, latents, context.seed(), context.training(CHECKPOINT))) {
            rnn.save(context.folder().rnn());
            var heldOut = rnn.heldOut(latents);
            if (heldOut.isEmpty()) {
                AtomicFile.write(HeldOutReport.file(context.folder()), "nothing was held out: rnn.heldOut is " + config.heldOut() + "\n");
            }
            return new StageSummary(String.format(Locale.ROOT, "%,d parameters, NLL %.3f nats a dimension%s", rnn.parameterCount(),
                    Metrics.of(context.folder(), name()).last("nll"), heldOut.isEmpty() ? "" : assess(context, rnn, heldOut)));
        }
    }

    /** On the episodes that were kept. */
    private static String assess(StageContext context, LatentDynamics rnn, List<Latents> heldOut) {
        var report = HeldOutReport.of(rnn, Optional.empty(), heldOut, context.seed());
        report.save(context.folder(), context.config().rnn().steps());
        return ", " + report.summary();
    }
}
