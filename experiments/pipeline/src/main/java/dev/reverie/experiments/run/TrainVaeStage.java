package dev.reverie.experiments.run;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.vae.Vae;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains V on the frames of the episodes. */
final class TrainVaeStage implements Stage {
    private static final int CHECKPOINT = 500;

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public String verb() {
        return "train-vae";
    }

    @Override
    public String about() {
        return "Train V, the latent encoder, on the frames of the episodes.";
    }

    @Override
    public String unit() {
        return "frames";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.episodes());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.vae());
    }

    @Override
    public String config(ExperimentConfig config) {
        if (!config.encode().isVae()) {
            return "encoder: " + config.encode().encoder() + "\n";
        }
        double heldOut = config.vaeInRun().heldOut();
        return config.section("vae") + (heldOut == config.vae().heldOut() ? "" : "held out, as of M: " + heldOut + "\n");
    }

    @Override
    public StageSummary run(StageContext context) {
        var episodes = EpisodeStore.open(context.folder().episodes());
        var encode = context.config().encode();
        if (!encode.isVae()) {
            var file = context.folder().vae();
            encode.provider().train(encode.options().options(), episodes, context.seed(), context.training(CHECKPOINT), file);
            try (var encoder = encode.provider().load(file)) {
                return new StageSummary(
                        String.format(Locale.ROOT, "%s, %d latents an observation", encode.encoder(), encoder.latentSize()));
            }
        }
        try (var vae = Vae.train(context.config().vaeInRun(), episodes, context.seed(), context.training(CHECKPOINT))) {
            vae.save(context.folder().vae());
            var metrics = Metrics.of(context.folder(), name());
            return new StageSummary(String.format(Locale.ROOT,
                    "%,d parameters, %.2f epochs, squared error per frame %.1f, held-out %.1f, KL %.1f nats",
                    vae.parameterCount(), metrics.last("epochs"), metrics.last("reconstruction"), metrics.last("heldOutReconstruction"),
                    metrics.last("kl")));
        }
    }
}
