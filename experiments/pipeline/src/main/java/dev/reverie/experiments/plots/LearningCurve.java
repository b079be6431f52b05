package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import dev.reverie.core.MetricLog;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * How evolution went: the fitness of the best, the mean and the worst candidate of every generation, in the dream or in the environment,
 * and what the result is worth in the environment.
 *
 * @param title
 *            above the chart
 * @param points
 *            at least one, in order
 * @param real
 *            the real score, if there is one
 * @param along
 *            real scores on the way there; may be none
 * @param published
 *            what others reached, if it is to be seen beside
 */
public record LearningCurve(String title, List<Point> points, Optional<Real> real, List<Along> along, Optional<Published> published) {
    /**
     * A generation, by the returns of its candidates.
     *
     * @param number
     *            from 0
     * @param real
     *            whether they played the environment, not the dream
     */
    public record Point(long number, double best, double mean, double worst, boolean real) {
        /** In the dream. */
        public Point(long number, double best, double mean, double worst) {
            this(number, best, mean, worst, false);
        }
    }

    /**
     * A score in the environment.
     *
     * @param mean
     *            return
     * @param margin
     *            half the width of the mean's 95% interval
     * @param episodes
     *            it is the mean of
     */
    public record Real(double mean, double margin, int episodes) {
    }

    /**
     * What a generation's mean is worth in the environment.
     *
     * @param generation
     *            from 0
     * @param mean
     *            return
     * @param margin
     *            half the width of the mean's 95% interval
     */
    public record Along(long generation, double mean, double margin) {
    }

    /**
     * Real scores on the way in a run of others.
     *
     * @param name
     *            in the legend: who, and what was averaged
     * @param scores
     *            at least one, in order
     */
    public record Published(String name, List<Along> scores) {
        public Published {
            scores = List.copyOf(scores);
        }
    }

    public LearningCurve {
        along = List.copyOf(along);
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(real, "real");
        points = Arguments.some("points", points);
    }

    /**
     * From a metric log.
     *
     * @param stage
     *            whose lines have {@code best}, {@code mean} and {@code worst}
     */
    public static LearningCurve of(String title, List<MetricLog.Entry> entries, String stage, Optional<Real> real) {
        var points = entries.stream().filter(entry -> entry.stage().equals(stage) && entry.values().containsKey("best")).map(
                entry -> new Point(entry.step(), entry.values().get("best"), entry.values().get("mean"), entry.values().get("worst"),
                        entry.values().getOrDefault("real", 0.0) > 0))
                .toList();
        return new LearningCurve(title, points, real, List.of(), Optional.empty());
    }

    /** With real scores on the way. */
    public LearningCurve with(List<Along> along) {
        return new LearningCurve(title, points, real, along, published);
    }

    /** Beside what others reached by their generations, up to twice as many as here. */
    public LearningCurve beside(Published others) {
        long last = points.get(points.size() - 1).number;
        var near = others.scores.stream().filter(at -> at.generation <= 2 * (last + 1)).toList();
        return new LearningCurve(title, points, real, along,
                near.isEmpty() ? Optional.empty() : Optional.of(new Published(others.name, near)));
    }

    /** The chart. */
    public JFreeChart chart() {
        var lines = new YIntervalSeriesCollection();
        var renderer = new DeviationRenderer(true, points.size() == 1);
        renderer.setAlpha(1);
        // what is added first lies below
        real.ifPresent(score -> {
            var text = String.format(Locale.ROOT, "real mean (%,d episodes, 95%% interval)", score.episodes);
            add(lines, renderer, realLine(text, score), Palette.VERMILION, Style.THICK);
        });
        add(lines, renderer, "dream", points.stream().filter(point -> !point.real).toList(), Palette.BLUE);
        add(lines, renderer, "environment", points.stream().filter(point -> point.real).toList(), Palette.PURPLE);
        published.ifPresent(others -> {
            add(lines, renderer, line(others.name, others.scores), Palette.BLACK, Style.THIN);
            renderer.setSeriesShapesVisible(lines.getSeriesCount() - 1, true);
        });
        if (!along.isEmpty()) {
            add(lines, renderer, line("real: mean, on the way", along), Palette.GREEN, Style.THICK);
        }
        var y = Style.numbers("return");
        y.setAutoRangeIncludesZero(true);
        return Style.chart(title, Style.plot(lines, Style.counts("generation"), y, renderer));
    }

    /** One of a point's numbers. */
    private interface Value {
        double of(Point point);
    }

    /** Three lines, if there are any points. */
    private static void add(YIntervalSeriesCollection lines, DeviationRenderer renderer, String where, List<Point> points, Color color) {
        if (!points.isEmpty()) {
            add(lines, renderer, line(where + ": best and worst", points, Point::best), Palette.tint(color, 0.55), Style.THIN);
            add(lines, renderer, line(where + ": worst", points, Point::worst), Palette.tint(color, 0.55), Style.THIN);
            renderer.setSeriesVisibleInLegend(lines.getSeriesCount() - 1, false);
            add(lines, renderer, line(where + ": mean", points, Point::mean), color, Style.THICK);
        }
    }

    private static YIntervalSeries line(String name, List<Point> points, Value value) {
        var line = new YIntervalSeries(name);
        points.forEach(point -> line.add(point.number, value.of(point), value.of(point), value.of(point)));
        return line;
    }

    private static YIntervalSeries line(String name, List<Along> scores) {
        var line = new YIntervalSeries(name);
        scores.forEach(at -> line.add(at.generation, at.mean, at.mean - at.margin, at.mean + at.margin));
        return line;
    }

    private YIntervalSeries realLine(String name, Real score) {
        var line = new YIntervalSeries(name);
        for (long at : new long[]{points.get(0).number, points.get(points.size() - 1).number}) {
            line.add(at, score.mean, score.mean - score.margin, score.mean + score.margin);
        }
        return line;
    }

    private static void add(YIntervalSeriesCollection lines, DeviationRenderer renderer, YIntervalSeries line, Color color, Stroke stroke) {
        int i = lines.getSeriesCount();
        lines.addSeries(line);
        renderer.setSeriesPaint(i, color);
        renderer.setSeriesFillPaint(i, Palette.tint(color, 0.2));
        renderer.setSeriesStroke(i, stroke);
    }
}
