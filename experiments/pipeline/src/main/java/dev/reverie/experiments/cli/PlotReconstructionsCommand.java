package dev.reverie.experiments.cli;

import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Observations;
import dev.reverie.experiments.plots.Reconstructions;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie plot reconstructions}. */
@Command(name = "reconstructions", description = {"Draw frames, each with what V makes of its mean below it.", ""},
        footer = {"  reverie plot reconstructions runs/takecover-1",
            "  reverie plot reconstructions runs/v --images frames --out sheet.png"})
final class PlotReconstructionsCommand extends Verb {
    private static final int COLUMNS = 12;

    @Mixin
    private PlotOptions options;

    @Option(names = "--count", paramLabel = "N", defaultValue = "24", description = "Frames (default: ${DEFAULT-VALUE}).")
    private int count;

    @Override
    public Integer call() {
        PlotOptions.check(count);
        try (var vae = options.vae()) {
            var real = options.frames(count);
            var shown = (Observations.Frames) Observations.allocate(real.count(), vae.observationSpace());
            vae.decode(vae.posterior(real).means(), shown);
            options.save(new Reconstructions(rows(real), rows(shown)).picture(COLUMNS, 2), "reconstructions");
            options.say(String.format(Locale.ROOT, "squared error per frame %.2f, of %d frames", squaredError(real, shown), real.count()));
        }
        return 0;
    }

    private static List<Frame> rows(Observations.Frames frames) {
        return IntStream.range(0, frames.count()).mapToObj(i -> (Frame) frames.row(i)).toList();
    }

    private static double squaredError(Observations.Frames one, Observations.Frames other) {
        double sum = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            double difference = ((one.pixels()[i] & 0xFF) - (other.pixels()[i] & 0xFF)) / 255.0;
            sum += difference * difference;
        }
        return sum / one.count();
    }
}
