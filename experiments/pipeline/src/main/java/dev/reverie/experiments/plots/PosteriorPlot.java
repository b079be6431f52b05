package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * What a network says of a parameter beside the exact posterior, one panel an observation, all on one density axis.
 *
 * @param title
 *            above the chart
 * @param xLabel
 *            the parameter, with its unit
 * @param panels
 *            at least one, from the left
 */
public record PosteriorPlot(String title, String xLabel, List<Panel> panels) {
    private static final int POINTS = 240;
    /** Room above the curves for a panel's title. */
    private static final double HEADROOM = 1.3;

    /**
     * One observation.
     *
     * @param label
     *            which, such as {@code y = 30}
     * @param at
     *            where both densities are known, ascending
     * @param exact
     *            density there
     * @param mdn
     *            density there
     * @param divergence
     *            KL(exact ‖ MDN), nats
     */
    public record Panel(String label, double[] at, double[] exact, double[] mdn, double divergence) {
        public Panel {
            Objects.requireNonNull(label, "label");
            if (at.length < 2 || exact.length != at.length || mdn.length != at.length) {
                throw new IllegalArgumentException("at, exact and mdn must be as many, at least 2, were " + at.length + ", " + exact.length
                        + " and " + mdn.length);
            }
        }

        /** Asks both densities between two ends. */
        public static Panel of(String label, double from, double to, DoubleUnaryOperator exact, DoubleUnaryOperator mdn,
                double divergence) {
            var at = new double[POINTS];
            Arrays.setAll(at, i -> from + (to - from) * i / (POINTS - 1));
            return new Panel(label, at, Arrays.stream(at).map(exact).toArray(), Arrays.stream(at).map(mdn).toArray(), divergence);
        }
    }

    public PosteriorPlot {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(xLabel, "xLabel");
        panels = Arguments.some("panels", panels);
    }

    /** The chart. */
    public JFreeChart chart() {
        var density = Style.numbers("density");
        density.setRange(0, HEADROOM * panels.stream().mapToDouble(PosteriorPlot::highest).max().orElseThrow());
        var combined = new CombinedRangeXYPlot(density);
        combined.setGap(8);
        panels.forEach(panel -> combined.add(plot(panel)));
        combined.setFixedLegendItems(combined.getSubplots().get(0).getLegendItems());
        Style.fit(combined);
        return Style.chart(title, combined);
    }

    private static double highest(Panel panel) {
        double highest = Math.max(Arrays.stream(panel.exact).max().orElseThrow(), Arrays.stream(panel.mdn).max().orElseThrow());
        return highest > 0 ? highest : 1;
    }

    private XYPlot plot(Panel panel) {
        var curves = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, false);
        // so that dashes go on from point to point
        renderer.setDrawSeriesLineAsPath(true);
        Style.add(curves, renderer, Style.line("exact", panel.at, panel.exact), Palette.tint(Palette.BLACK, 0.35),
                new BasicStroke(4.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        Style.add(curves, renderer, Style.line("MDN", panel.at, panel.mdn), Palette.VERMILION,
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[]{6, 3}, 0));
        var x = Style.numbers(xLabel);
        x.setRange(panel.at[0], panel.at[panel.at.length - 1]);
        var plot = Style.plot(curves, x, null, renderer);
        var heading = new TextTitle(panel.label + "\n" + String.format(Locale.ROOT, "KL %.2g nats", panel.divergence), Style.TICKS);
        heading.setPaint(Palette.BLACK);
        heading.setTextAlignment(HorizontalAlignment.CENTER);
        plot.addAnnotation(new XYTitleAnnotation(0.5, 0.99, heading, RectangleAnchor.TOP));
        return plot;
    }
}
