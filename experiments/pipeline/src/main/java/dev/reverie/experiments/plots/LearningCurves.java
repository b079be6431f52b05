package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.BasicStroke;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How several evolutions went: the mean fitness of every generation, a line each, and at its end what the result is worth in the
 * environment.
 *
 * @param title
 *            above the chart
 * @param lines
 *            at least one
 */
public record LearningCurves(String title, List<Line> lines) {
    /** Mean fitness of a generation, numbered from 0. */
    public record Point(long generation, double mean) {
    }

    /** A score in the environment: mean return and half the width of its 95% interval. */
    public record Real(double mean, double margin) {
    }

    /**
     * One evolution.
     *
     * @param name
     *            in the legend, unique
     * @param points
     *            at least one, in order
     * @param real
     *            the real score, if there is one
     */
    public record Line(String name, List<Point> points, Optional<Real> real) {
        public Line {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("points must be at least one generation, were none for " + name);
            }
        }
    }

    public LearningCurves {
        lines = Arguments.some("lines", lines);
    }

    /** The chart. */
    public JFreeChart chart() {
        var means = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, false);
        var reals = new XYIntervalSeriesCollection();
        var dots = new XYErrorRenderer();
        dots.setErrorStroke(Style.THIN);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var series = new XYSeries(line.name);
            line.points.forEach(point -> series.add(point.generation, point.mean));
            var color = Palette.LINES.get(i % Palette.LINES.size());
            Style.add(means, renderer, series, color, stroke(i / Palette.LINES.size()));
            renderer.setSeriesShapesVisible(i, line.points.size() == 1);

            var real = new XYIntervalSeries(line.name + ": real");
            long last = line.points.get(line.points.size() - 1).generation;
            line.real.ifPresent(score -> {
                double margin = Double.isFinite(score.margin) ? score.margin : 0;
                real.add(last, last, last, score.mean, score.mean - margin, score.mean + margin);
            });
            reals.addSeries(real);
            dots.setSeriesPaint(i, color);
            dots.setSeriesVisibleInLegend(i, false);
        }
        var y = Style.numbers("return");
        y.setAutoRangeIncludesZero(true);
        var x = Style.counts("generation");
        // so that the dots at the end stand free
        x.setUpperMargin(0.03);
        var plot = Style.plot(means, x, y, renderer);
        Style.overlay(plot, reals, dots);
        return Style.chart(title, plot);
    }

    /** Once the colours have been used up, dashes. */
    private static BasicStroke stroke(int round) {
        return round == 0 ? Style.THICK
                : new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[]{8f / round, 4f}, 0);
    }
}
