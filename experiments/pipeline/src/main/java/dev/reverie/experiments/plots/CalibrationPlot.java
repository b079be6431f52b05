package dev.reverie.experiments.plots;

import dev.reverie.mdn.Calibration;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Whether predictions can be taken at their word, as two panels: the histogram of the probability integral transform, which is flat where
 * they can, and by how much intervals hold more or fewer values than they claim.
 *
 * @param title
 *            above the first panel
 * @param histogram
 *            PIT values in equal bins of 0..1, at least 2 bins and one value
 * @param levels
 *            of the intervals
 */
public record CalibrationPlot(String title, int[] histogram, List<Level> levels) {
    private static final int BINS = 20;
    private static final double[] LEVELS = {0.5, 0.8, 0.95};
    private static final double Z95 = 1.959964;

    /**
     * How often an interval held the value.
     *
     * @param nominal
     *            how often it should, in (0, 1)
     * @param central
     *            share of the central intervals that did
     * @param density
     *            share of the highest density regions that did
     */
    public record Level(double nominal, double central, double density) {
    }

    public CalibrationPlot {
        Objects.requireNonNull(title, "title");
        histogram = histogram.clone();
        levels = List.copyOf(levels);
        if (histogram.length < 2 || total(histogram) == 0 || levels.isEmpty()) {
            throw new IllegalArgumentException("histogram must have at least 2 bins and one value, and levels be at least one");
        }
    }

    /** Of what came, at 50, 80 and 95%. */
    public static CalibrationPlot of(String title, Calibration calibration) {
        var levels = java.util.Arrays.stream(LEVELS)
                .mapToObj(level -> new Level(level, calibration.centralCoverage(level), calibration.densityCoverage(level))).toList();
        return new CalibrationPlot(title, calibration.histogram(Math.min(BINS, Math.max(5, calibration.pit().length / 20))), levels);
    }

    private static int total(int[] counts) {
        return java.util.Arrays.stream(counts).sum();
    }

    /** Both panels. */
    public Panels panels() {
        return new Panels(2, List.of(pit(), coverage()));
    }

    /** Both panels beside each other, each {@code width × height} points. */
    public BufferedImage picture(int width, int height) {
        return panels().picture(width, height);
    }

    private JFreeChart pit() {
        int n = total(histogram);
        int bins = histogram.length;
        var bars = new XYIntervalSeries(String.format(Locale.ROOT, "%,d values", n));
        double highest = 0;
        for (int b = 0; b < bins; b++) {
            double height = (double) histogram[b] * bins / n;
            highest = Math.max(highest, height);
            bars.add((b + 0.5) / bins, (double) b / bins, (b + 1.0) / bins, height, 0, height);
        }
        var data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        var renderer = new XYBarRenderer(0.06);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Palette.tint(Palette.BLUE, 0.6));
        var share = BinomialDistribution.of(n, 1.0 / bins);
        double low = share.inverseCumulativeProbability(0.025) * (double) bins / n;
        double high = share.inverseCumulativeProbability(0.975) * (double) bins / n;
        var y = Style.numbers("frequency, 1 where calibrated");
        y.setRange(0, 1.15 * Math.max(high, highest));
        var x = Style.numbers("probability integral transform P(Y ≤ y)");
        x.setRange(0, 1);
        var plot = Style.plot(data, x, y, renderer);
        // over the bars, since it begins inside them
        plot.addRangeMarker(new IntervalMarker(low, high, new Color(0xD5, 0x5E, 0x00, 40), Style.THIN, new Color(0xD5, 0x5E, 0x00, 160),
                Style.THIN, 0.999f), Layer.FOREGROUND);
        plot.addRangeMarker(new ValueMarker(1, Palette.VERMILION, Style.THIN), Layer.FOREGROUND);
        var items = plot.getLegendItems();
        items.add(Style.area("95% range if calibrated", Palette.tint(Palette.VERMILION, 0.25)));
        plot.setFixedLegendItems(items);
        return Style.chart(title, plot);
    }

    private JFreeChart coverage() {
        int n = total(histogram);
        var central = new XYIntervalSeries("central interval");
        var density = new XYIntervalSeries("highest density region");
        double farthest = 1;
        for (var level : levels) {
            double at = 100 * level.nominal;
            farthest = Math.max(farthest, add(central, at - 1.2, level.central - level.nominal, level.central, n));
            farthest = Math.max(farthest, add(density, at + 1.2, level.density - level.nominal, level.density, n));
        }
        var data = new XYIntervalSeriesCollection();
        data.addSeries(central);
        data.addSeries(density);
        var renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        look(renderer, 0, Palette.BLUE, new Ellipse2D.Double(-4, -4, 8, 8));
        look(renderer, 1, Palette.VERMILION, new java.awt.geom.Rectangle2D.Double(-3.5, -3.5, 7, 7));
        var x = Style.numbers("nominal coverage, %");
        x.setRange(40, 100);
        var y = Style.numbers("observed − nominal, % points");
        y.setRange(-1.15 * farthest, 1.15 * farthest);
        var plot = Style.plot(data, x, y, renderer);
        plot.addRangeMarker(new ValueMarker(0, Palette.BLACK, Style.THIN), Layer.BACKGROUND);
        return Style.chart("Coverage, with its 95% interval", plot);
    }

    /** In percentage points; tells how far from 0 it reaches. */
    private static double add(XYIntervalSeries series, double at, double error, double share, int n) {
        double margin = 100 * Z95 * Math.sqrt(share * (1 - share) / n);
        double y = 100 * error;
        series.add(at, at, at, y, y - margin, y + margin);
        return Math.abs(y) + margin;
    }

    private static void look(XYErrorRenderer renderer, int series, Color color, Shape shape) {
        renderer.setSeriesPaint(series, color);
        renderer.setSeriesShape(series, shape);
        renderer.setSeriesShapesFilled(series, true);
    }
}
