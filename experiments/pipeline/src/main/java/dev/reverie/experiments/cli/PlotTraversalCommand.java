package dev.reverie.experiments.cli;

import dev.reverie.core.Observation.Frame;
import dev.reverie.experiments.plots.LatentSpectrum;
import dev.reverie.experiments.plots.Traversal;
import dev.reverie.vae.Vae;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie plot traversal}. */
@Command(name = "traversal",
        description = {"Draw what the latent elements mean: a frame, with one element at a time moved from -3 to 3.", ""},
        footer = {"  reverie plot traversal runs/takecover-1",
            "  reverie plot traversal runs/takecover-1 --elements 16 --seed 7"})
final class PlotTraversalCommand extends Verb {
    /** Frames that tell which elements carry something; the first is shown. */
    private static final int SURVEY = 200;
    private static final List<Double> VALUES = List.of(-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0);

    @Mixin
    private PlotOptions options;

    @Option(names = "--elements", paramLabel = "N", defaultValue = "8",
            description = "How many, those with the largest KL divergence (default: ${DEFAULT-VALUE}).")
    private int elements;

    @Override
    public Integer call() {
        atLeast(1, "--elements", elements);
        try (var vae = options.vae()) {
            var frames = options.frames(SURVEY);
            var posterior = vae.posterior(frames);
            int size = vae.latentSize();
            var z = Arrays.copyOf(posterior.means(), size);
            var rows = new ArrayList<Traversal.Row>();
            for (int element : LatentSpectrum.of(size, posterior.means(), posterior.logVariances()).order(elements)) {
                rows.add(new Traversal.Row("z" + element, along(vae, z, element)));
            }
            options.save(new Traversal((Frame) frames.row(0), (Frame) vae.decode(z), VALUES, rows).picture(2), "traversal");
        }
        return 0;
    }

    private static List<Frame> along(Vae vae, float[] z, int element) {
        return VALUES.stream().map(value -> {
            var moved = z.clone();
            moved[element] = value.floatValue();
            return (Frame) vae.decode(moved);
        }).toList();
    }
}
