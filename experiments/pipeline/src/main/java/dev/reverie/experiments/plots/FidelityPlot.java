package dev.reverie.experiments.plots;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Returns in the environment against returns in the dream, a dot a player. On the line the dream is right; below it, it flatters.
 *
 * @param title
 *            above the chart
 * @param unit
 *            what the returns are of, such as {@code at most 1,000 steps}; the same on both axes
 * @param players
 *            by what they are called together, in the order they are drawn; at least one in all
 */
public record FidelityPlot(String title, String unit, Map<String, List<Point>> players) {
    /**
     * A player's mean returns, with half the widths of their 95% intervals.
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
        players = Collections.unmodifiableMap(new LinkedHashMap<>(players));
        if (players.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("players must be at least one, were none");
        }
    }

    private static double finite(double margin) {
        return Double.isFinite(margin) ? margin : 0;
    }

    /** The chart. */
    public JFreeChart chart() {
        var points = players.values().stream().flatMap(List::stream).toList();
        double least = Math.min(0, points.stream().mapToDouble(Point::least).min().orElseThrow());
        double greatest = points.stream().mapToDouble(Point::greatest).max().orElseThrow();
        var plot = Style.plot(null, Style.numbers("mean return in the dream, " + unit), Style.numbers("real mean return, " + unit), null);
        var ends = new double[]{least, greatest};
        Style.overlay(plot, Style.line("dream = real", ends, ends), Palette.BLACK, Style.THIN);

        var dots = new XYIntervalSeriesCollection();
        var renderer = new XYErrorRenderer();
        renderer.setErrorStroke(Style.THIN);
        players.forEach((name, group) -> {
            if (!group.isEmpty()) {
                var series = new XYIntervalSeries(name);
                group.forEach(p -> series.add(p.dream, p.dream - finite(p.dreamMargin), p.dream + finite(p.dreamMargin), p.real,
                        p.real - finite(p.realMargin), p.real + finite(p.realMargin)));
                renderer.setSeriesPaint(dots.getSeriesCount(), Palette.LINES.get(dots.getSeriesCount()));
                dots.addSeries(series);
            }
        });

        Style.overlay(plot, dots, renderer);
        return Style.chart(title, plot);
    }
}
