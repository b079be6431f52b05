package dev.reverie.experiments.cli;

import dev.reverie.experiments.plots.LatentSpectrum;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie plot latents}. */
@Command(name = "latents",
        description = {"Draw what each latent element carries: its KL divergence, and how much of its variance is between frames.", ""},
        footer = {"  reverie plot latents runs/takecover-1"})
final class PlotLatentsCommand extends Verb {
    @Mixin
    private PlotOptions options;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1000", description = "Frames (default: ${DEFAULT-VALUE}).")
    private int count;

    @Override
    public Integer call() {
        PlotOptions.check(count);
        try (var vae = options.vae()) {
            var posterior = vae.posterior(options.frames(count));
            var plot = LatentSpectrum.of(posterior.latentSize(), posterior.means(), posterior.logVariances());
            options.save(plot.picture(640, 260), "latents");
            options.say(String.format(Locale.ROOT, "KL %.2f nats, %d of %d latents active", plot.total(), plot.active(), vae.latentSize()));
        }
        return 0;
    }
}
