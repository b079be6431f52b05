package dev.reverie.example;

import dev.reverie.core.LatentStore;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.ObservedEpisode;
import java.io.IOException;
import java.nio.file.Path;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A plot of a user's own: how far the members of an ensemble disagree while they watch the first episode of a run. */
public final class DisagreementPlot {
    private DisagreementPlot() {
    }

    /** Draws it for a run folder into a PNG. */
    public static void draw(Path run, Path png) throws IOException {
        var folder = new RunFolder(run);
        var episode = LatentStore.open(folder.latents()).read(0);
        var line = new XYSeries("disagreement");
        try (var model = LatentDynamics.load(folder.rnn()); var state = model.open(1)) {
            var observed = ObservedEpisode.drawn(episode, Seed.of(1));
            for (int t = 0; t < episode.length(); t++) {
                observed.step(state, t);
                line.add(t + 1, state.disagreement(0));
            }
        }
        var chart = ChartFactory.createXYLineChart("What M does not know", "step", "disagreement", new XYSeriesCollection(line));
        ChartUtils.saveChartAsPNG(png.toFile(), chart, 720, 360);
    }
}
