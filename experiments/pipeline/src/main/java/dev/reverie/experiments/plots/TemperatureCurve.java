package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * What C scores in its dream and in the environment, against the temperature of the dream (Ha and Schmidhuber 2018, table 2), or against
 * whatever else it was made with.
 *
 * @param title
 *            above the chart
 * @param label
 *            of what is varied
 * @param points
 *            at least one
 */
public record TemperatureCurve(String title, String label, List<Point> points) {
    /** Mean returns at one value, with half the widths of their 95% intervals. */
    public record Point(double value, double dream, double dreamMargin, double real, double realMargin) {
    }

    public TemperatureCurve {
        points = Arguments.some("points", points.stream().sorted(Comparator.comparingDouble(Point::value)).toList());
    }

    /** The chart. */
    public JFreeChart chart() {
        var dream = new XYIntervalSeries("dream: mean, 95% interval");
        var real = new XYIntervalSeries("real: mean, 95% interval");
        for (var point : points) {
            add(dream, point.value, point.dream, point.dreamMargin);
            add(real, point.value, point.real, point.realMargin);
        }
        var lines = new XYIntervalSeriesCollection();
        lines.addSeries(dream);
        lines.addSeries(real);
        var renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultLinesVisible(true);
        renderer.setErrorStroke(Style.THIN);
        renderer.setSeriesPaint(0, Palette.BLUE);
        renderer.setSeriesPaint(1, Palette.VERMILION);
        renderer.setSeriesStroke(0, Style.THICK);
        renderer.setSeriesStroke(1, Style.THICK);
        var y = Style.numbers("return");
        y.setAutoRangeIncludesZero(true);
        return Style.chart(title, Style.plot(lines, Style.numbers(label), y, renderer));
    }

    private static void add(XYIntervalSeries line, double value, double mean, double margin) {
        double half = Double.isFinite(margin) ? margin : 0;
        line.add(value, value, value, mean, mean - half, mean + half);
    }
}
