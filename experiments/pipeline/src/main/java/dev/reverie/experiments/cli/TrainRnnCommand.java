package dev.reverie.experiments.cli;

import dev.reverie.core.Disk;
import dev.reverie.core.LatentStore;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.TrainingCurve;
import dev.reverie.experiments.run.HeldOutReport;
import dev.reverie.experiments.run.Stage;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.MdnRnnConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie train-rnn}: the stage of a run, or M by itself on latents of one's own. */
@Command(name = "train-rnn", description = {"Train M, the recurrent mixture density network, on latents.", "",
    "In a run it is a stage, as configured there. With --out it stands alone: it learns from --data, writes DIR/rnn/model.zip, "
            + "DIR/rnn/assessment.txt (how good it is on episodes kept from it), DIR/metrics.jsonl and DIR/plots/rnn.png, and goes on "
            + "where it stopped if it was interrupted.",
    ""},
        footer = {"  reverie train-rnn --run runs/takecover-1                                as configured there",
            "  reverie train-rnn --data latents/takecover --out runs/m                 on latents that reverie encode wrote",
            "  reverie train-rnn --data runs/takecover-1 --out runs/m --compare-single on those of a run, beside K = 1",
            "  reverie train-rnn --data latents/takecover --out runs/m --sequences CARRIED --length 500 --batch 20",
            "  reverie train-rnn --data latents/takecover --out runs/m --members 5                an ensemble of five"})
final class TrainRnnCommand extends TrainVerb {
    private static final int CHECKPOINT = 200;

    @Option(names = "--data", paramLabel = "DIR", description = "Latents: a folder that reverie encode wrote, or that of a run.")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Where M goes; made if there is none.")
    private Path out;

    @Mixin
    private DataOptions format;

    @Option(names = "--compare-single", description = "Train one of K = 1 beside it, to tell what more components are worth.")
    private boolean compare;

    @Mixin
    private RnnOptions options;

    TrainRnnCommand(List<Stage> stages, Stage stage) {
        super(stages, List.of(stage));
    }

    @Override
    public Integer call() {
        if (out == null && data == null && !format.given()) {
            return runStages();
        }
        if (out == null || data == null) {
            throw wrong("--data and --out go together");
        }
        return train(out, List.of(folder()), this::check, this::train);
    }

    private void check() {
        if (compare && options.config().heldOut() == 0) {
            throw new IllegalArgumentException("--compare-single compares on held-out episodes; set --held-out above 0");
        }
        options.config();
        latents().stream().findFirst()
                .orElseThrow(() -> new IllegalArgumentException(data + ": holds no latents; encode some episodes first"));
    }

    private LatentStore latents() {
        return LatentStore.open(folder(), format.reader(data));
    }

    private Path folder() {
        var inside = new RunFolder(data).latents();
        return Files.isDirectory(inside) ? inside : data;
    }

    private void train(RunFolder folder) {
        begin(folder.rnn(), checkpoint(folder, "rnn"), checkpoint(folder, "one component"));
        var config = options.config();
        var latents = latents();
        var seed = seed().child("rnn");
        long begin = System.nanoTime();
        // A model that is done goes on from its checkpoint at once, so the checkpoints stay until everything is.
        try (var model = trained("rnn", config, latents, seed, folder, Optional.of(folder.metrics()));
                var single = compare
                        ? trained("one component", config.withComponents(1), latents, seed, folder, Optional.empty())
                        : null) {
            var heldOut = model.heldOut(latents);
            var report = heldOut.isEmpty() ? Optional.<HeldOutReport>empty()
                    : Optional.of(HeldOutReport.of(model, Optional.ofNullable(single), heldOut, seed));
            report.ifPresent(found -> found.save(folder, config.steps()));
            var metrics = MetricLog.read(folder.metrics());
            Figures.save(TrainingCurve.rnn(metrics).chart(), folder.plots().resolve("rnn.png"), 640, 480);
            model.save(folder.rnn());
            Disk.delete(checkpoint(folder, "rnn"));
            Disk.delete(checkpoint(folder, "one component"));
            conclude(model, report, folder, (System.nanoTime() - begin) / 1e9);
        }
    }

    private static Path checkpoint(RunFolder folder, String name) {
        return folder.rnn().resolveSibling("checkpoint-" + name.replace(' ', '-') + ".zip");
    }

    private LatentDynamics trained(String name, MdnRnnConfig config, LatentStore latents, Seed seed, RunFolder folder,
            Optional<Path> metrics) {
        try (var display = display(run.quiet, name, "updates")) {
            var training = new Training(Optional.of(checkpoint(folder, name)), CHECKPOINT, metrics, display);
            return LatentDynamics.train(config, latents, seed, training);
        }
    }

    private void conclude(LatentDynamics model, Optional<HeldOutReport> report, RunFolder folder, double seconds) {
        if (run.quiet) {
            return;
        }
        say(String.format(Locale.ROOT, "%s: %,d parameters, %.0f s", folder.rnn(), model.parameterCount(), seconds));
        report.ifPresent(found -> sayAll(found.lines()));
    }
}
