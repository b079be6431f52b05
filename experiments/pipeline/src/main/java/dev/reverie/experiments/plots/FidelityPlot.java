package dev.reverie.experiments.plots;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Returns in the environment against returns in the dream, a dot a controller. On the line the dream is right; below it, it flatters.
 *
 * @param title
 *            above the chart
 * @param points
 *            at least one
 */
public record FidelityPlot(String title, List<Point> points) {
    /**
     * A controller's mean returns, with half the widths of their 95% intervals.
     */
    public record Point(double dream, double dreamMargin, double real, double realMargin) {
        private double greatest() {
            return Math.max(dream + finite(dreamMargin), real + finite(realMargin));
        }

        private double least() {
            return Math.min(dream - finite(dreamMargin), real - finite(realMargin));
        }
    }

    public FidelityPlot {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points must be at least one controller, were none");
        }
    }

    private static double finite(double margin) {
        return Double.isFinite(margin) ? margin : 0;
    }

    /** The chart. */
    public JFreeChart chart() {
        double least = Math.min(0, points.stream().mapToDouble(Point::least).min().orElseThrow());
        double greatest = points.stream().mapToDouble(Point::greatest).max().orElseThrow();
        var equal = new XYSeries("dream = real");
        equal.add(least, least);
        equal.add(greatest, greatest);
        var line = new XYLineAndShapeRenderer(true, false);
        line.setSeriesPaint(0, Palette.BLACK);
        line.setSeriesStroke(0, Style.THIN);

        var series = new XYIntervalSeries("controllers of the history, 95% intervals");
        points.forEach(p -> series.add(p.dream, p.dream - finite(p.dreamMargin), p.dream + finite(p.dreamMargin), p.real,
                p.real - finite(p.realMargin), p.real + finite(p.realMargin)));
        var dots = new XYIntervalSeriesCollection();
        dots.addSeries(series);
        var renderer = new XYErrorRenderer();
        renderer.setSeriesPaint(0, Palette.BLUE);
        renderer.setErrorStroke(Style.THIN);

        var plot = new XYPlot(new XYSeriesCollection(equal), Style.numbers("mean return in the dream"),
                Style.numbers("mean return in the environment"), line);
        plot.setDataset(1, dots);
        plot.setRenderer(1, renderer);
        Style.fit(plot);
        return Style.chart(title, plot);
    }
}
