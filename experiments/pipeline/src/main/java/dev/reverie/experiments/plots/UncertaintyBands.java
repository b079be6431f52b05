package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * What M expected of every next frame, and what came, one panel a latent: two standard deviations in all, and inside them those of the
 * components' means alone. Where the inner band opens M sees different futures; where only the outer one is wide it sees noise. Of an
 * ensemble, the innermost band is two deviations of its members' means: where that is wide M does not know.
 *
 * @param title
 *            above the chart
 * @param panels
 *            at least one, from the top
 */
public record UncertaintyBands(String title, List<Panel> panels) {
    private static final double DEVIATIONS = 2;
    private static final double ALL = 0.25;
    private static final double BETWEEN = 0.6;
    private static final double MEMBERS = 1;

    /**
     * One latent, step by step.
     *
     * @param label
     *            of its axis, such as {@code z 3}
     * @param observed
     *            [T]
     * @param mean
     *            [T], expected; likewise the variances within and between the components, and of the members' means, which is 0 where there
     *            is one
     */
    public record Panel(String label, double[] observed, double[] mean, double[] within, double[] between, double[] epistemic) {
        public Panel {
            Objects.requireNonNull(label, "label");
            if (observed.length == 0 || mean.length != observed.length || within.length != observed.length
                    || between.length != observed.length || epistemic.length != observed.length) {
                throw new IllegalArgumentException("observed, mean, within, between and epistemic must be as many, at least 1, were "
                        + observed.length + ", " + mean.length + ", " + within.length + ", " + between.length + " and " + epistemic.length);
            }
        }

        private boolean hasMembers() {
            return Arrays.stream(epistemic).anyMatch(variance -> variance > 0);
        }

        /** Of the band of a strength. */
        private double variance(int t, double strength) {
            return epistemic[t] + (strength < MEMBERS ? between[t] : 0) + (strength < BETWEEN ? within[t] : 0);
        }
    }

    public UncertaintyBands {
        Objects.requireNonNull(title, "title");
        panels = Arguments.some("panels", panels);
    }

    /**
     * From whole arrays.
     *
     * @param observed
     *            [T + 1, Z]; frame 0 is not drawn, since nothing was expected of it
     * @param means
     *            [T, Z], of frames 1..T; likewise within, between and epistemic
     * @param latents
     *            which ones are drawn
     */
    public static UncertaintyBands of(String title, int latentSize, float[] observed, double[] means, double[] within, double[] between,
            double[] epistemic, int... latents) {
        if (observed.length != means.length + latentSize) {
            throw new IllegalArgumentException("observed must be [T + 1, " + latentSize + "] and means [T, " + latentSize + "], had "
                    + observed.length + " and " + means.length + " elements");
        }
        int steps = means.length / latentSize;
        return new UncertaintyBands(title, Arrays.stream(latents).mapToObj(d -> {
            var came = new double[steps];
            Arrays.setAll(came, t -> observed[(t + 1) * latentSize + d]);
            return new Panel("z " + d, came, column(means, latentSize, d), column(within, latentSize, d), column(between, latentSize, d),
                    column(epistemic, latentSize, d));
        }).toList());
    }

    private static double[] column(double[] rows, int width, int d) {
        var column = new double[rows.length / width];
        Arrays.setAll(column, t -> rows[t * width + d]);
        return column;
    }

    /** The chart. */
    public JFreeChart chart() {
        var combined = new CombinedDomainXYPlot(Style.counts("step"));
        combined.setGap(10);
        panels.forEach(panel -> combined.add(plot(panel)));
        var legend = new LegendItemCollection();
        var first = combined.getSubplots().get(0);
        legend.add(first.getRenderer(1).getLegendItem(1, 0));
        boolean members = panels.stream().anyMatch(Panel::hasMembers);
        if (members) {
            legend.add(area("two deviations between members", MEMBERS));
        }
        legend.add(area(members ? "and components" : "two deviations between components", BETWEEN));
        legend.add(area("in all", ALL));
        combined.setFixedLegendItems(legend);
        return Style.chart(title, combined);
    }

    private static LegendItem area(String label, double strength) {
        return Style.area(label, Palette.tint(Palette.BLUE, strength));
    }

    private static XYPlot plot(Panel panel) {
        var bands = new YIntervalSeriesCollection();
        var renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(1);
        for (double strength : panel.hasMembers() ? new double[]{ALL, BETWEEN, MEMBERS} : new double[]{ALL, BETWEEN}) {
            int series = bands.getSeriesCount();
            var band = new YIntervalSeries(strength);
            for (int t = 0; t < panel.mean.length; t++) {
                double reach = DEVIATIONS * Math.sqrt(Math.max(0, panel.variance(t, strength)));
                band.add(t + 1, panel.mean[t], panel.mean[t] - reach, panel.mean[t] + reach);
            }
            bands.addSeries(band);
            renderer.setSeriesFillPaint(series, Palette.tint(Palette.BLUE, strength));
            renderer.setSeriesPaint(series, Palette.tint(Palette.BLUE, strength));
            renderer.setSeriesStroke(series, new BasicStroke(0.1f));
        }
        var plot = Style.plot(bands, null, Style.numbers(panel.label), renderer);
        Style.overlay(plot, Style.line("observed", 1, panel.observed), Palette.BLACK, Style.THIN);
        return plot;
    }
}
