package dev.reverie.experiments.run;

import dev.reverie.core.AtomicFile;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.dream.Assessment;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.rnn.MdnRnn;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains M on the latents of the episodes. */
final class TrainRnnStage implements Stage {
    static final String NAME = "rnn";
    private static final int CHECKPOINT = 200;
    /** Its lines in the metric log, beside those of the updates. */
    private static final String ASSESSMENT = "rnn.assessment";
    /** Frames ahead, of the error that is told. */
    private static final int AHEAD = 10;

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
        return List.of(folder.rnn(), assessment(folder));
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("rnn");
    }

    @Override
    public Report run(Context context) {
        var config = context.config().rnn();
        var latents = LatentStore.open(context.folder().latents());
        try (var rnn = MdnRnn.train(config, latents, context.seed(), context.training(CHECKPOINT))) {
            rnn.save(context.folder().rnn());
            var heldOut = MdnRnn.heldOut(config, latents, context.seed());
            return new Report(String.format(Locale.ROOT, "%,d parameters, NLL %.3f nats a dimension%s", rnn.parameterCount(),
                    Metrics.of(context.folder(), name()).last("nll"), heldOut.isEmpty() ? "" : assess(context, rnn, heldOut)));
        }
    }

    /** On the episodes that were kept: into the metric log and a file of its own, and in short. */
    private static String assess(Context context, MdnRnn rnn, List<Latents> heldOut) {
        var assessment = Assessment.of(rnn, heldOut, context.seed().child("assessment"));
        try (var log = MetricLog.resume(context.folder().metrics(), ASSESSMENT, -1)) {
            log.write(ASSESSMENT, context.config().rnn().steps(), assessment.values());
        }
        AtomicFile.write(assessment(context.folder()), String.join("\n", assessment.lines()) + "\n");
        var one = assessment.oneStep();
        var told = new StringBuilder(String.format(Locale.ROOT, ", held-out %.3f (persistence %.3f)", one.nll(), one.persistenceNll()));
        assessment.openLoop().horizons().stream().filter(horizon -> horizon.steps() == AHEAD).forEach(horizon -> told.append(
                String.format(Locale.ROOT, ", error %d ahead %.2f of persistence", AHEAD, horizon.error() / horizon.persistence())));
        if (one.ends().ends() > 0) {
            told.append(String.format(Locale.ROOT, ", AUC of ends %.2f", one.ends().area()));
        }
        return told.toString();
    }

    static Path assessment(RunFolder folder) {
        return folder.rnn().resolveSibling("assessment.txt");
    }
}
