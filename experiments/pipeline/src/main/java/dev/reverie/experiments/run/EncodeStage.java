package dev.reverie.experiments.run;

import dev.reverie.compute.Precision;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes V's posterior of every frame, which is what M learns from. */
final class EncodeStage implements Stage {
    @Override
    public String name() {
        return "encode";
    }

    @Override
    public String about() {
        return "Encode every frame of the episodes with V.";
    }

    @Override
    public String unit() {
        return "episodes";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.episodes(), folder.vae());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.latents());
    }

    /** Nothing beyond what V and the episodes are, unless it is rounded. */
    @Override
    public String config(ExperimentConfig config) {
        return config.encode().precision() == Precision.F32 ? "" : config.section("encode");
    }

    @Override
    public StageSummary run(StageContext context) {
        try (var vae = TrainedModels.encoder(context, context.config().encode().precision())) {
            var episodes = EpisodeStore.open(context.folder().episodes());
            vae.encode(episodes, LatentStore.create(context.folder().latents()), context.progress());
            return new StageSummary(
                    String.format(Locale.ROOT, "%,d episodes in %d latents a frame", episodes.files().size(), vae.latentSize()));
        }
    }
}
