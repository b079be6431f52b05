package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * What M expects and what came: a latent as it was observed, and the bands that 50, 80 and 95% of M's sampled futures lie in, one panel a
 * latent. Of an ensemble, the mean of each member's futures, too: where these lines part, M does not know.
 *
 * @param title
 *            above the chart
 * @param panels
 *            at least one, from the top
 */
public record FutureFan(String title, List<Panel> panels) {
    /**
     * One latent.
     *
     * @param label
     *            of its axis, such as {@code z 3}
     * @param observed
     *            [n + k'], step by step; the first n were shown to M, k' may be less than k
     * @param shown
     *            n, at least 1
     * @param futures
     *            [S][k], what M dreams from there
     * @param members
     *            [S], which member of an ensemble dreamt it; all the same where M is one
     */
    public record Panel(String label, double[] observed, int shown, double[][] futures, int[] members) {
        public Panel {
            Objects.requireNonNull(label, "label");
            if (shown < 1 || shown > observed.length) {
                throw new IllegalArgumentException("shown must be in 1.." + observed.length + ", was " + shown);
            }
            if (futures.length == 0 || futures[0].length == 0) {
                throw new IllegalArgumentException("futures must be at least one of at least one step, were none");
            }
            int k = futures[0].length;
            if (Arrays.stream(futures).anyMatch(future -> future.length != k)) {
                throw new IllegalArgumentException("futures must all have " + k + " steps");
            }
            if (members.length != futures.length) {
                throw new IllegalArgumentException("members must be " + futures.length + ", one a future, were " + members.length);
            }
        }

        /** The mean future of each member, where there are several. */
        private List<double[]> means() {
            var numbers = Arrays.stream(members).distinct().sorted().toArray();
            return numbers.length == 1 ? List.of() : Arrays.stream(numbers).mapToObj(member -> {
                var own = IntStream.range(0, members.length).filter(s -> members[s] == member).mapToObj(s -> futures[s]).toList();
                return IntStream.range(0, futures[0].length)
                        .mapToDouble(t -> own.stream().mapToDouble(future -> future[t]).average().orElseThrow()).toArray();
            }).toList();
        }
    }

    /** Widest first, since the narrower ones are drawn over it. */
    private static final int[] BANDS = {95, 80, 50};
    private static final double[] STRENGTHS = {0.2, 0.42, 0.68};

    public FutureFan {
        Objects.requireNonNull(title, "title");
        panels = Arguments.some("panels", panels);
    }

    /**
     * From whole arrays.
     *
     * @param observed
     *            [n + k', Z]
     * @param shown
     *            n
     * @param futures
     *            [S, k, Z]
     * @param members
     *            [S], which member of an ensemble dreamt each; all the same where M is one
     * @param latentSize
     *            Z
     * @param latents
     *            which ones are drawn
     */
    public static FutureFan of(String title, float[] observed, int shown, float[] futures, int[] members, int latentSize, int... latents) {
        int samples = members.length;
        int k = futures.length / samples / latentSize;
        if (k * samples * latentSize != futures.length || observed.length % latentSize != 0) {
            throw new IllegalArgumentException("observed must be [n + k, " + latentSize + "] and futures [" + samples + ", k, " + latentSize
                    + "], had " + observed.length + " and " + futures.length + " elements");
        }
        return new FutureFan(title, Arrays.stream(latents).mapToObj(z -> {
            var line = new double[observed.length / latentSize];
            Arrays.setAll(line, t -> observed[t * latentSize + z]);
            var fan = new double[samples][k];
            for (int s = 0; s < samples; s++) {
                int from = s * k;
                Arrays.setAll(fan[s], t -> futures[(from + t) * latentSize + z]);
            }
            return new Panel("z " + z, line, shown, fan, members);
        }).toList());
    }

    /** The chart. */
    public JFreeChart chart() {
        var steps = Style.counts("step");
        var combined = new CombinedDomainXYPlot(steps);
        combined.setGap(10);
        var legend = new LegendItemCollection();
        for (var panel : panels) {
            combined.add(plot(panel));
        }
        var first = combined.getSubplots().get(0);
        legend.add(first.getRenderer(1).getLegendItem(1, 0));
        for (int i = BANDS.length - 1; i >= 0; i--) {
            legend.add(Style.area(BANDS[i] + (i == 0 ? "% of the futures" : "%"), Palette.tint(Palette.BLUE, STRENGTHS[i])));
        }
        legend.add(first.getRenderer(0).getLegendItem(0, BANDS.length - 1));
        if (!panels.get(0).means().isEmpty()) {
            legend.add(first.getRenderer(2).getLegendItem(2, 0));
        }
        combined.setFixedLegendItems(legend);
        return Style.chart(title, combined);
    }

    private static XYPlot plot(Panel panel) {
        var fanRenderer = new DeviationRenderer(true, false);
        fanRenderer.setAlpha(1);
        var fan = new YIntervalSeriesCollection();
        for (int i = 0; i < BANDS.length; i++) {
            boolean last = i == BANDS.length - 1;
            fan.addSeries(band(panel, BANDS[i], last ? "median" : BANDS[i] + "%"));
            fanRenderer.setSeriesFillPaint(i, Palette.tint(Palette.BLUE, STRENGTHS[i]));
            fanRenderer.setSeriesPaint(i, last ? Palette.BLUE : Palette.tint(Palette.BLUE, STRENGTHS[i]));
            fanRenderer.setSeriesStroke(i, last ? Style.THICK : new BasicStroke(0.1f));
        }
        var plot = Style.plot(fan, null, Style.numbers(panel.label), fanRenderer);
        Style.overlay(plot, Style.line("observed", 0, panel.observed), Palette.BLACK, Style.THICK);
        var members = new XYSeriesCollection();
        var memberRenderer = new XYLineAndShapeRenderer(true, false);
        for (var mean : panel.means()) {
            var name = members.getSeriesCount() == 0 ? "mean of each member" : "member " + members.getSeriesCount();
            Style.add(members, memberRenderer, Style.line(name, panel.shown, mean), Palette.VERMILION, Style.THIN);
        }
        Style.overlay(plot, members, memberRenderer);
        plot.addDomainMarker(new ValueMarker(panel.shown - 1, Palette.BLACK, Style.THIN));
        return plot;
    }

    /** Begins at the last step shown, where all futures are one. */
    private static YIntervalSeries band(Panel panel, int percent, String name) {
        var band = new YIntervalSeries(name);
        double here = panel.observed[panel.shown - 1];
        band.add(panel.shown - 1, here, here, here);
        double tail = (100 - percent) / 200.0;
        for (int t = 0; t < panel.futures[0].length; t++) {
            int step = t;
            var sorted = Arrays.stream(panel.futures).mapToDouble(future -> future[step]).sorted().toArray();
            band.add(panel.shown + t, quantile(sorted, 0.5), quantile(sorted, tail), quantile(sorted, 1 - tail));
        }
        return band;
    }

    /** Linear between order statistics (Hyndman and Fan 1996, type 7). */
    static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
