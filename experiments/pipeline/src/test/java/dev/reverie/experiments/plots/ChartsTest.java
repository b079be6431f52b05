package dev.reverie.experiments.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.MetricLog;
import dev.reverie.experiments.plots.LearningCurve.Real;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {
    @TempDir
    Path folder;

    private BufferedImage saved(JFreeChart chart, String name, int width, int height) throws IOException {
        var file = SyntheticRun.drawings(folder).resolve(name + ".png");
        Figures.save(chart, file, width, height);
        var picture = ImageIO.read(file.toFile());
        assertEquals(List.of(2 * width, 2 * height), List.of(picture.getWidth(), picture.getHeight()));
        return picture;
    }

    private static Set<Integer> colours(BufferedImage picture) {
        var colours = new HashSet<Integer>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.add(picture.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    @Test
    void runsSweepsAndControllersAreDrawnWithTheirIntervals() throws IOException {
        var points = List.of(new LearningCurves.Point(0, 100), new LearningCurves.Point(1, 300), new LearningCurves.Point(2, 350));
        var curves = new LearningCurves("C, evolved",
                List.of(new LearningCurves.Line("one", points, Optional.of(new LearningCurves.Real(250, 40))),
                        new LearningCurves.Line("other", points.subList(0, 1), Optional.empty())))
                .chart();
        assertEquals(List.of("one", "other"), legend(curves));
        assertTrue(colours(saved(curves, "compare", 640, 400)).contains(Palette.BLUE.getRGB() & 0xFFFFFF));

        var sweep =
                new TemperatureCurve("Dream and real score", "dream.temperature",
                        List.of(new TemperatureCurve.Point(1.15, 918, 109, 1092, 110),
                                new TemperatureCurve.Point(0.1, 2086, 28, 193, 12), new TemperatureCurve.Point(0.5, 2060, 55, 196, 10)))
                        .chart();
        assertTrue(colours(saved(sweep, "temperature", 640, 400)).contains(Palette.VERMILION.getRGB() & 0xFFFFFF));

        var fidelity = new FidelityPlot("How far the dream can be trusted", "at most 1,000 steps",
                Map.of("controllers", List.of(new FidelityPlot.Point(200, 10, 210, Double.NaN), new FidelityPlot.Point(900, 50, 600, 80)),
                        "blind", List.of(new FidelityPlot.Point(100, 1, 120, 2))))
                .chart();
        assertTrue(colours(saved(fidelity, "fidelity", 480, 420)).contains(Palette.BLUE.getRGB() & 0xFFFFFF));
    }

    private static List<String> legend(JFreeChart chart) {
        var items = chart.getXYPlot().getLegendItems();
        return IntStream.range(0, items.getItemCount()).mapToObj(i -> items.get(i).getLabel()).toList();
    }

    private static List<String> axes(JFreeChart chart) {
        return ((CombinedDomainXYPlot) chart.getXYPlot()).getSubplots().stream().map(plot -> plot.getRangeAxis().getLabel()).toList();
    }

    @Test
    void aLearningCurveShowsTheDreamAndTheRealScore() throws IOException {
        var chart = LearningCurve.of("C in the dream", SyntheticRun.metrics(), "evolve", Optional.of(new Real(630, 78, 100))).chart();
        var colours = colours(saved(chart, "learning", 560, 320));
        assertTrue(colours.contains(Palette.BLUE.getRGB() & 0xFFFFFF));
        assertTrue(colours.contains(Palette.VERMILION.getRGB() & 0xFFFFFF));
        assertEquals("generation", chart.getXYPlot().getDomainAxis().getLabel());
        assertEquals(List.of("real mean (100 episodes, 95% interval)", "dream: best and worst", "dream: mean"), legend(chart));
    }

    @Test
    void aLearningCurveStandsBesideThePublishedOneUpToTwiceItsGenerations() throws IOException {
        var ours = new LearningCurve("C",
                List.of(new LearningCurve.Point(0, 30, -50, -80, true), new LearningCurve.Point(29, 900, 700, 100, true)),
                Optional.empty(), List.of(new LearningCurve.Along(9, 300, 40), new LearningCurve.Along(29, 720, 40)), Optional.empty());
        var theirs = new LearningCurve.Published("theirs", List.of(new LearningCurve.Along(24, 823, 0), new LearningCurve.Along(49, 868, 0),
                new LearningCurve.Along(199, 880, 0)));
        var chart = ours.beside(theirs).chart();
        saved(chart, "learningBeside", 640, 360);
        assertTrue(legend(chart).contains("theirs"));
        assertEquals(49, chart.getXYPlot().getDataset().getXValue(chart.getXYPlot().getDataset().indexOf("theirs"), 1));
        assertEquals(2, chart.getXYPlot().getDataset().getItemCount(chart.getXYPlot().getDataset().indexOf("theirs")));
        assertFalse(legend(
                new LearningCurve("C", ours.points().subList(0, 1), Optional.empty(), List.of(), Optional.empty()).beside(theirs).chart())
                .contains("theirs"), "one generation has nothing within twice its length");
    }

    @Test
    void aLearningCurveOfOneGenerationCanBeDrawn() throws IOException {
        var chart =
                new LearningCurve("C", List.of(new LearningCurve.Point(0, 3, 2, 1)), Optional.empty(), List.of(), Optional.empty()).chart();
        assertTrue(colours(saved(chart, "learningOfOne", 300, 200)).contains(Palette.BLUE.getRGB() & 0xFFFFFF));
    }

    @Test
    void theTrainingOfVHasAPanelForEachLoss() throws IOException {
        var chart = TrainingCurve.vae(SyntheticRun.metrics()).chart();
        assertTrue(colours(saved(chart, "vae", 560, 400)).contains(Palette.VERMILION.getRGB() & 0xFFFFFF));
        assertEquals(List.of("squared error per frame", "KL per frame, nats"), axes(chart));
        assertEquals(List.of("training", "held-out episodes"), legend(chart));
    }

    @Test
    void theTrainingOfMHasAPanelForEachLoss() throws IOException {
        var chart = TrainingCurve.rnn(SyntheticRun.metrics()).chart();
        assertTrue(colours(saved(chart, "rnn", 560, 400)).contains(Palette.VERMILION.getRGB() & 0xFFFFFF));
        assertEquals(List.of("NLL per dimension, nats", "restart cross-entropy"), axes(chart));
    }

    @Test
    void whatWasNotLoggedIsNotDrawn() {
        var nllOnly = SyntheticRun.metrics().stream().filter(entry -> entry.stage().equals("rnn"))
                .map(entry -> new MetricLog.Entry("rnn", entry.step(), Map.of("nll", entry.values().get("nll"))))
                .toList();
        assertEquals(List.of("NLL per dimension, nats"), axes(TrainingCurve.rnn(nllOnly).chart()));
        var e = assertThrows(IllegalArgumentException.class, () -> TrainingCurve.vae(nllOnly));
        assertEquals("panels must have at least one line with a value, had none: is the training logged?", e.getMessage());
    }

    @Test
    void aFanHasAPanelForEachLatent() throws IOException {
        var observed = SyntheticRun.observed(60, 4);
        var futures = SyntheticRun.futures(observed, 20, 300, 40, 4);
        var chart = FutureFan.of("What M expects after 20 steps", observed, 20, futures, new int[300], 4, 0, 2, 3).chart();
        var colours = colours(saved(chart, "fan", 560, 480));
        assertTrue(colours.contains(Palette.tint(Palette.BLUE, 0.2).getRGB() & 0xFFFFFF));
        assertEquals(List.of("z 0", "z 2", "z 3"), axes(chart));
        assertEquals(List.of("observed", "50%", "80%", "95% of the futures", "median"), legend(chart));
        var members = IntStream.range(0, 300).map(s -> s % 3).toArray();
        var ensemble = FutureFan.of("What three members expect", observed, 20, futures, members, 4, 0).chart();
        assertTrue(colours(saved(ensemble, "members", 560, 480)).contains(Palette.VERMILION.getRGB() & 0xFFFFFF));
        assertEquals(List.of("observed", "50%", "80%", "95% of the futures", "median", "mean of each member"), legend(ensemble));
    }

    @Test
    void quantilesAreThoseOfTheOrderStatistics() {
        var sorted = new double[]{0, 10, 20, 30};
        assertArrayEquals(new double[]{0, 15, 30, 27}, new double[]{FutureFan.quantile(sorted, 0), FutureFan.quantile(sorted, 0.5),
            FutureFan.quantile(sorted, 1), FutureFan.quantile(sorted, 0.9)}, 1e-12);
    }

    @Test
    void aFanOfTheWrongShapeIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> FutureFan.of("", new float[8], 1, new float[9], new int[2], 2, 0));
        assertEquals("observed must be [n + k, 2] and futures [2, k, 2], had 8 and 9 elements", e.getMessage());
    }

    @Test
    void uncertaintyBandsShowNoiseAndDifferentFuturesApart() throws IOException {
        int steps = 60;
        var observed = new float[(steps + 1) * 2];
        var means = new double[steps * 2];
        var within = new double[steps * 2];
        var between = new double[steps * 2];
        for (int t = 0; t < steps; t++) {
            for (int d = 0; d < 2; d++) {
                means[t * 2 + d] = Math.sin(t / 8.0 + d);
                observed[(t + 1) * 2 + d] = (float) means[t * 2 + d];
                within[t * 2 + d] = 0.05;
                between[t * 2 + d] = t > 30 ? 0.3 : 0;
            }
        }
        var chart = UncertaintyBands.of("What M expected", 2, observed, means, within, between, new double[steps * 2], 1, 0).chart();
        var colours = colours(saved(chart, "uncertainty", 560, 360));
        assertTrue(colours.contains(Palette.tint(Palette.BLUE, 0.25).getRGB() & 0xFFFFFF));
        assertTrue(colours.contains(Palette.tint(Palette.BLUE, 0.6).getRGB() & 0xFFFFFF));
        assertEquals(List.of("z 1", "z 0"), axes(chart));
        assertEquals(List.of("observed", "two deviations between components", "in all"), legend(chart));
        var epistemic = new double[steps * 2];
        Arrays.fill(epistemic, 0.2);
        var ensemble = UncertaintyBands.of("What members expected", 2, observed, means, within, between, epistemic, 1).chart();
        assertTrue(colours(saved(ensemble, "ensemble", 560, 360)).contains(Palette.BLUE.getRGB() & 0xFFFFFF));
        assertEquals(List.of("observed", "two deviations between members", "and components", "in all"), legend(ensemble));
        assertThrows(IllegalArgumentException.class, () -> UncertaintyBands.of("", 2, new float[8], means, within, between, between, 0));
    }
}
