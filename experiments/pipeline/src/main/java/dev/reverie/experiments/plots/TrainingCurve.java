package dev.reverie.experiments.plots;

import dev.reverie.core.MetricLog;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How a training went: losses over updates, in panels above each other.
 *
 * @param title
 *            above the chart
 * @param panels
 *            at least one, from the top
 */
public record TrainingCurve(String title, List<Panel> panels) {
    /**
     * Lines that share an axis.
     *
     * @param label
     *            of the axis, with the unit
     * @param lines
     *            at least one
     * @param reference
     *            a number to compare with, drawn across
     * @param referenceLabel
     *            what it is; empty without one
     */
    public record Panel(String label, List<Line> lines, OptionalDouble reference, String referenceLabel) {
        public Panel {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(reference, "reference");
            lines = List.copyOf(lines);
        }
    }

    /**
     * A number over updates.
     *
     * @param name
     *            in the legend
     * @param updates
     *            rising
     * @param values
     *            one for each of {@code updates}
     */
    public record Line(String name, long[] updates, double[] values) {
        public Line {
            if (updates.length != values.length) {
                throw new IllegalArgumentException("values must be " + updates.length + ", one for each update, were " + values.length);
            }
        }

        /** What {@code stage} logged under {@code key}. */
        public static Line of(String name, List<MetricLog.Entry> entries, String stage, String key) {
            var logged = entries.stream().filter(entry -> entry.stage().equals(stage) && entry.values().containsKey(key)).toList();
            return new Line(name, logged.stream().mapToLong(MetricLog.Entry::step).toArray(),
                    logged.stream().mapToDouble(entry -> entry.values().get(key)).toArray());
        }
    }

    /** NLL of standard normal latents under N(0, 1), what is reached without predicting anything: ½ ln 2πe. */
    private static final double NORMAL = 1.4189;

    public TrainingCurve {
        Objects.requireNonNull(title, "title");
        // what was not logged is not drawn
        panels = panels.stream().map(panel -> new Panel(panel.label, panel.lines.stream().filter(line -> line.values.length > 0).toList(),
                panel.reference, panel.referenceLabel)).filter(panel -> !panel.lines.isEmpty()).toList();
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("panels must have at least one line with a value, had none: is the training logged?");
        }
    }

    /** V's: reconstruction error and KL divergence. */
    public static TrainingCurve vae(List<MetricLog.Entry> entries) {
        return new TrainingCurve("V: reconstruction and KL divergence",
                List.of(panel(entries, "vae", "squared error per frame", Map.of(), "reconstruction", "heldOutReconstruction"),
                        panel(entries, "vae", "KL per frame, nats", Map.of(), "kl", "heldOutKl")));
    }

    /** M's: negative log likelihood of the next latent, and cross-entropy of the restart. */
    public static TrainingCurve rnn(List<MetricLog.Entry> entries) {
        return new TrainingCurve("M: what the next frame will be",
                List.of(panel(entries, "rnn", "NLL per dimension, nats", Map.of("N(0, 1)", NORMAL), "nll", "heldOutNll"),
                        panel(entries, "rnn", "restart cross-entropy", Map.of(), "restart", "heldOutRestart")));
    }

    private static Panel panel(List<MetricLog.Entry> entries, String stage, String label, Map<String, Double> reference, String training,
            String heldOut) {
        return new Panel(label,
                List.of(Line.of("training", entries, stage, training), Line.of("held-out episodes", entries, stage, heldOut)),
                reference.values().stream().mapToDouble(Double::doubleValue).findFirst(), String.join("", reference.keySet()));
    }

    /** The chart. */
    public JFreeChart chart() {
        var combined = new CombinedDomainXYPlot(Style.counts("update"));
        combined.setGap(14);
        var legend = new LegendItemCollection();
        var named = new ArrayList<String>();
        for (var panel : panels) {
            var plot = plot(panel);
            combined.add(plot);
            for (int i = 0; i < panel.lines.size(); i++) {
                if (!named.contains(panel.lines.get(i).name)) {
                    named.add(panel.lines.get(i).name);
                    legend.add(plot.getRenderer().getLegendItem(0, i));
                }
            }
        }
        combined.setFixedLegendItems(legend);
        return Style.chart(title, combined);
    }

    private static XYPlot plot(Panel panel) {
        var lines = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < panel.lines.size(); i++) {
            var line = panel.lines.get(i);
            var series = new XYSeries(line.name);
            for (int t = 0; t < line.updates.length; t++) {
                series.add(line.updates[t], line.values[t]);
            }
            Style.add(lines, renderer, series, Palette.LINES.get(i % Palette.LINES.size()), Style.THICK);
            renderer.setSeriesShapesVisible(i, line.updates.length < 3);
        }
        double doublings = doublings(panel);
        // over so many, the end would be a flat line
        var y = doublings > 4 ? Style.doublings(panel.label, doublings) : Style.numbers(panel.label);
        var plot = Style.plot(lines, null, y, renderer);
        panel.reference.ifPresent(value -> plot.addRangeMarker(marker(value, panel.referenceLabel)));
        return plot;
    }

    /** How often the smallest value must be doubled to reach the largest; 0 if not all are positive. */
    private static double doublings(Panel panel) {
        var values = panel.lines.stream().flatMapToDouble(line -> Arrays.stream(line.values)).summaryStatistics();
        return values.getMin() > 0 ? Math.log(values.getMax() / values.getMin()) / Math.log(2) : 0;
    }

    private static ValueMarker marker(double value, String label) {
        var marker = new ValueMarker(value, Palette.BLACK, Style.THIN);
        marker.setLabel(label);
        marker.setLabelFont(Style.TICKS);
        marker.setLabelPaint(Palette.BLACK);
        marker.setLabelBackgroundColor(Color.WHITE);
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        return marker;
    }
}
