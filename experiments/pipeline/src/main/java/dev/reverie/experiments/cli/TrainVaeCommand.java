package dev.reverie.experiments.cli;

import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.TrainingCurve;
import dev.reverie.experiments.run.Stage;
import dev.reverie.vae.Vae;
import dev.reverie.vae.VectorVae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie train-vae}: the stage of a run, or V by itself on episodes and pictures of one's own. */
@Command(name = "train-vae", description = {"Train V, the latent encoder, on frames of 64x64 or on vectors.", "",
    "In a run it is a stage, as configured there. With --out it stands alone: it learns from --data, --images or both, writes "
            + "DIR/vae/model.zip, DIR/metrics.jsonl and DIR/plots/vae.png, and goes on from DIR/vae/checkpoint.zip if it was "
            + "interrupted.",
    ""},
        footer = {"  reverie train-vae --run runs/takecover-1                     as configured there",
            "  reverie train-vae takecover                                  in runs/takecover-1",
            "  reverie train-vae --data episodes/takecover --out runs/v     the paper's network on 1,000,000 frames",
            "  reverie train-vae --images frames --mirror --out runs/mine   from pictures",
            "  reverie train-vae --data episodes/pendulum --latent 3 --out runs/p   vectors: dense layers instead of convolutions"})
final class TrainVaeCommand extends TrainVerb {
    private static final int CHECKPOINT = 500;

    @Option(names = "--out", paramLabel = "DIR", description = "Where V goes; made if there is none.")
    private Path out;

    @Mixin
    private FrameOptions frames;

    @Mixin
    private VaeOptions options;

    TrainVaeCommand(List<Stage> stages, Stage stage) {
        super(stages, List.of(stage));
    }

    @Override
    public Integer call() {
        if (out == null && !frames.given() && !frames.formatGiven()) {
            return runStages();
        }
        if (out == null || !frames.given()) {
            throw wrong("--out needs --data or --images, and they need --out");
        }
        return train(out, frames.folders(), this::check, this::train);
    }

    private void check() {
        frames.check();
        if (frames.holdsVectors()) {
            options.vectorConfig();
        } else {
            options.config();
            frames.source();
        }
    }

    private void train(RunFolder folder) {
        boolean vectors = frames.holdsVectors();
        var checkpoint = folder.vae().resolveSibling("checkpoint.zip");
        begin(folder.vae(), checkpoint);
        long begin = System.nanoTime();
        try (var display =
                display(run.quiet, "vae", vectors ? "vectors" : "frames")) {
            var training = new Training(Optional.of(checkpoint), CHECKPOINT, Optional.of(folder.metrics()), display);
            var seed = seed().child("vae");
            long parameters = vectors ? trainVectors(folder, seed, training) : trainFrames(folder, seed, training);
            var metrics = MetricLog.read(folder.metrics());
            Figures.save(TrainingCurve.vae(metrics).chart(), folder.plots().resolve("vae.png"), 640, 480);
            Files.deleteIfExists(checkpoint);
            conclude(parameters, vectors ? "vector" : "frame", metrics, folder, (System.nanoTime() - begin) / 1e9);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Parameters of the V that was saved. */
    private long trainFrames(RunFolder folder, Seed seed, Training training) {
        try (var vae = Vae.train(options.config(), frames.source(), seed, training)) {
            vae.save(folder.vae());
            return vae.parameterCount();
        }
    }

    /** Parameters of the V that was saved. */
    private long trainVectors(RunFolder folder, Seed seed, Training training) {
        try (var vae = VectorVae.train(options.vectorConfig(), frames.episodes(), seed, training)) {
            vae.save(folder.vae());
            return vae.parameterCount();
        }
    }

    private void conclude(long parameters, String example, List<MetricLog.Entry> metrics, RunFolder folder, double seconds) {
        if (run.quiet) {
            return;
        }
        var last = metrics.get(metrics.size() - 1).values();
        say(String.format(Locale.ROOT, "%s: %,d parameters, %.0f s, squared error per %s %.2f, KL %.1f nats", folder.vae(),
                parameters, seconds, example, last.get("reconstruction"), last.get("kl")));
        if (last.containsKey("heldOutReconstruction")) {
            say(String.format(Locale.ROOT, "held out: squared error per %s %.2f, KL %.1f nats", example,
                    last.get("heldOutReconstruction"), last.get("heldOutKl")) + pictures(last));
        }
    }

    /** What is measured of frames alone. */
    private String pictures(Map<String, Double> last) {
        return !last.containsKey("heldOutPsnr") ? ""
                : String.format(Locale.ROOT, ", PSNR %.1f dB, SSIM %.3f, %.0f of %d latents active", last.get("heldOutPsnr"),
                        last.get("heldOutSsim"), last.get("activeUnits"), options.latent());
    }
}
