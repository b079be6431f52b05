package dev.reverie.experiments.cli;

import dev.reverie.compute.Precision;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Progress;
import dev.reverie.experiments.run.EncodingFile;
import dev.reverie.experiments.run.Stage;
import dev.reverie.vae.Vae;
import dev.reverie.vae.VectorVae;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie encode}: the stage of a run, or any episodes with any V. */
@Command(name = "encode",
        description = {"Encode every frame of the episodes with V: a mean and a log-variance, beside actions, rewards and flags.", "",
            "In a run it is a stage. With --model, --data and --out it stands alone and writes one .npz an episode.", ""},
        footer = {"  reverie encode --run runs/takecover-1",
            "  reverie encode --model runs/v/vae/model.zip --data episodes/takecover --out latents/takecover",
            "  reverie encode --model runs/v/vae/model.zip --data episodes/takecover --out latents/takecover --precision BF16"})
final class EncodeCommand extends StageVerb {
    @Option(names = "--model", paramLabel = "FILE", description = "V, as train-vae wrote it.")
    private Path model;

    @Option(names = "--data", paramLabel = "DIR", description = "Episodes: a folder that reverie collect wrote, or that of a run.")
    private Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the latents go; made if there is none.")
    private Path out;

    @Mixin
    private FrameDataOptions format;

    @Option(names = "--precision", paramLabel = "NAME",
            description = "Of V's convolutions: ${COMPLETION-CANDIDATES} (default: F32). BF16 is faster where the processor has it, and less "
                    + "exact; see the guide.")
    private Precision precision;

    EncodeCommand(List<Stage> stages, Stage stage) {
        super(stages, List.of(stage));
    }

    @Override
    public Integer call() {
        if (model == null && data == null && out == null && !format.given()) {
            if (precision != null) {
                throw wrong("--precision needs --model, --data and --out; in a run it is --set encode.precision=" + precision);
            }
            return runStages();
        }
        if (model == null || data == null || out == null || run.experiment != null || run.folder != null) {
            throw wrong("--model, --data and --out go together, without a preset and --run");
        }
        return interruptible("the same command writes all of it again", this::encode);
    }

    private void encode() {
        Output.folder("--out", out, List.of(model, FrameOptions.folder(data)));
        var episodes = FrameOptions.episodes(data, format);
        if (FrameOptions.holdsVectors(episodes)) {
            if (precision != null) {
                throw wrong("--precision is for frames, and " + data + " holds vectors");
            }
            try (var vae = VectorVae.load(model)) {
                encode(episodes, vae::encode, vae.latentSize());
            }
        } else {
            try (var vae = Vae.load(model, precision == null ? Precision.F32 : precision)) {
                encode(episodes, vae::encode, vae.latentSize());
            }
        }
    }

    private void encode(EpisodeStore episodes, Encoding encoding, int latents) {
        long begin = System.nanoTime();
        try (var display = display(run.quiet, "encode", "episodes")) {
            var used = precision == null ? Precision.F32 : precision;
            encoding.run(episodes, EncodingFile.of(model, used, episodes.files()).claim(out, episodes.files(), run.overwrite), display);
            if (!run.quiet) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                say(String.format(Locale.ROOT, "%s: %,d episodes, %d latents %s, %.1f s", out,
                        episodes.files().size(), latents, FrameOptions.holdsVectors(episodes) ? "a vector" : "a frame", seconds));
            }
        }
    }

    /** What either kind of V does with a store. */
    private interface Encoding {
        void run(EpisodeStore from, LatentStore to, Progress progress);
    }
}
