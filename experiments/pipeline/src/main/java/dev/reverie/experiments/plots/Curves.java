package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.BasicStroke;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Curves over one axis, told apart in grey by their dashes; a truth that they are compared with lies below them, broad and pale.
 *
 * @param title
 *            above the chart
 * @param x
 *            label of the axis, with its unit; likewise y
 * @param logarithmic
 *            whether equal steps of x are factors
 * @param limit
 *            an x that is marked by a line; may be none
 * @param truth
 *            may be none
 * @param curves
 *            at least one, in the order of the legend
 */
public record Curves(String title, String x, String y, boolean logarithmic, OptionalDouble limit, Optional<DensityMap.Curve> truth,
        List<DensityMap.Curve> curves) {
    private static final float[][] DASHES = {null, {7, 3}, {2, 3}};

    public Curves {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(limit, "limit");
        curves = Arguments.some("curves", curves);
    }

    /** What was learned on top of what is true. */
    public static Curves besideTruth(String title, String x, String y, DensityMap.Curve truth, DensityMap.Curve... curves) {
        return new Curves(title, x, y, false, OptionalDouble.empty(), Optional.of(truth), List.of(curves));
    }

    /** Shares of positive values that are at most x, with a limit that they should not pass. */
    public static Curves distributions(String title, String x, String y, double limit, DensityMap.Curve... curves) {
        return new Curves(title, x, y, true, OptionalDouble.of(limit), Optional.empty(), List.of(curves));
    }

    /** The share of values that are at most x, at each of them. */
    public static DensityMap.Curve cumulative(String name, double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var share = new double[sorted.length];
        Arrays.setAll(share, i -> (i + 1.0) / sorted.length);
        return new DensityMap.Curve(name, sorted, share);
    }

    /** The chart. */
    public JFreeChart chart() {
        var data = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, false);
        // so that dashes go on from point to point
        renderer.setDrawSeriesLineAsPath(true);
        truth.ifPresent(curve -> Style.add(data, renderer, line(curve), Palette.tint(Palette.BLACK, 0.35), stroke(4.2f, null)));
        for (int i = 0; i < curves.size(); i++) {
            int look = i + (truth.isPresent() ? 1 : 0);
            Style.add(data, renderer, line(curves.get(i)), Palette.LINES.get(look % Palette.LINES.size()),
                    stroke(1.8f, DASHES[look % DASHES.length]));
        }
        var plot = Style.plot(data, domain(), Style.numbers(y), renderer);
        limit.ifPresent(at -> plot.addDomainMarker(new ValueMarker(at, Palette.BLACK, Style.THIN), Layer.FOREGROUND));
        return Style.chart(title, plot);
    }

    private ValueAxis domain() {
        if (!logarithmic) {
            var axis = Style.numbers(x);
            axis.setLowerMargin(0);
            axis.setUpperMargin(0);
            return axis;
        }
        var axis = new LogAxis(x);
        axis.setNumberFormatOverride(new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        Style.fit(axis);
        return axis;
    }

    private static XYSeries line(DensityMap.Curve curve) {
        return Style.line(curve.name(), curve.x(), curve.y());
    }

    private static BasicStroke stroke(float width, float[] dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
