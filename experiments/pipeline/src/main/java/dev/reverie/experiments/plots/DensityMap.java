package dev.reverie.experiments.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.Align;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A density over a plane as shades, p(y|x) from below to above at every x, with the data and curves such as quantiles on top.
 *
 * <p>The darkest shade is the density that all but 0.5% of the area stays below, so that one sharp place does not pale the rest.
 *
 * @param labels
 *            what is written
 * @param x
 *            from left to right
 * @param y
 *            from below to above
 * @param density
 *            [columns][rows], at the middles of equal cells, from the left and from below
 * @param points
 *            data, (x, y) each; may be none
 * @param curves
 *            may be none
 */
public record DensityMap(Labels labels, Range x, Range y, double[][] density, List<double[]> points, List<Curve> curves) {
    /** Cells of {@link #of}, across and up. */
    private static final int COLUMNS = 360;
    private static final int ROWS = 240;
    private static final double SHARP = 0.995;

    /**
     * What is written.
     *
     * @param title
     *            above the chart
     * @param x
     *            the axis below, with its unit; likewise y
     * @param density
     *            the scale, such as {@code p(y|x)}
     */
    public record Labels(String title, String x, String y, String density) {
    }

    /** A piece of an axis, from &lt; to. */
    public record Range(double from, double to) {
        public Range {
            if (!(from < to) || Double.isInfinite(to - from)) {
                throw new IllegalArgumentException("range must have from < to, was " + from + " and " + to);
            }
        }

        /** The middle of a cell. */
        double at(int cell, int cells) {
            return from + (to - from) * (cell + 0.5) / cells;
        }
    }

    /**
     * A curve.
     *
     * @param name
     *            in the legend; curves of one name look alike and are named once
     * @param x
     *            [n]
     * @param y
     *            [n]; NaN interrupts the curve
     */
    public record Curve(String name, double[] x, double[] y) {
        public Curve {
            Objects.requireNonNull(name, "name");
            if (x.length != y.length) {
                throw new IllegalArgumentException("x and y must be as many, were " + x.length + " and " + y.length);
            }
        }
    }

    public DensityMap {
        Objects.requireNonNull(labels, "labels");
        points = List.copyOf(points);
        curves = List.copyOf(curves);
        if (density.length == 0 || density[0].length == 0) {
            throw new IllegalArgumentException("density must have at least one cell, had none");
        }
        int rows = density[0].length;
        if (Arrays.stream(density).anyMatch(column -> column.length != rows)) {
            throw new IllegalArgumentException("density must have " + rows + " rows in every column");
        }
    }

    /** Asks a function, column by column from the left. */
    public static DensityMap of(Labels labels, Range x, Range y, DoubleBinaryOperator density) {
        var cells = new double[COLUMNS][ROWS];
        for (int c = 0; c < COLUMNS; c++) {
            for (int r = 0; r < ROWS; r++) {
                cells[c][r] = density.applyAsDouble(x.at(c, COLUMNS), y.at(r, ROWS));
            }
        }
        return new DensityMap(labels, x, y, cells, List.of(), List.of());
    }

    /** The x at which {@link #of} asks: for who would rather answer them all at once. */
    public static double[] columns(Range x) {
        var all = new double[COLUMNS];
        Arrays.setAll(all, c -> x.at(c, COLUMNS));
        return all;
    }

    /** With data, of which those that many are shown. */
    public DensityMap withPoints(double[] xs, double[] ys, int most) {
        var some = new ArrayList<double[]>();
        for (int i = 0; i < Math.min(most, xs.length); i++) {
            some.add(new double[]{xs[i], ys[i]});
        }
        return new DensityMap(labels, x, y, density, some, curves);
    }

    /** With one more curve. */
    public DensityMap withCurve(String name, double[] xs, double[] ys) {
        var more = new ArrayList<>(curves);
        more.add(new Curve(name, xs, ys));
        return new DensityMap(labels, x, y, density, points, more);
    }

    /** The chart. */
    public JFreeChart chart() {
        var scale = new DensityScale(most());
        var plot = new XYPlot(null, axis(labels.x, x), axis(labels.y, y), null);
        Style.fit(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlineVisible(true);
        plot.setOutlinePaint(Palette.BLACK);
        plot.setBackgroundImage(picture(scale));
        plot.setBackgroundImageAlignment(Align.FIT);
        plot.setBackgroundImageAlpha(1);
        addPoints(plot);
        addCurves(plot);
        var chart = Style.chart(labels.title, plot);
        if (points.isEmpty() && curves.isEmpty()) {
            chart.removeLegend();
        }
        var bar = new PaintScaleLegend(scale, Style.numbers(labels.density));
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setStripWidth(10);
        bar.setBackgroundPaint(Color.WHITE);
        bar.setMargin(new RectangleInsets(4, 10, 41, 0));
        chart.addSubtitle(bar);
        return chart;
    }

    private double most() {
        var all = Arrays.stream(density).flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted().toArray();
        double most = all.length == 0 ? 0 : FutureFan.quantile(all, SHARP);
        if (most > 0) {
            return most;
        }
        return all.length > 0 && all[all.length - 1] > 0 ? all[all.length - 1] : 1;
    }

    private BufferedImage picture(DensityScale scale) {
        int rows = density[0].length;
        var picture = new BufferedImage(density.length, rows, BufferedImage.TYPE_INT_RGB);
        for (int c = 0; c < density.length; c++) {
            for (int r = 0; r < rows; r++) {
                picture.setRGB(c, rows - 1 - r, scale.color(density[c][r]).getRGB());
            }
        }
        return picture;
    }

    private static NumberAxis axis(String label, Range range) {
        var axis = Style.numbers(label);
        axis.setRange(range.from, range.to);
        return axis;
    }

    private void addPoints(XYPlot plot) {
        var series = new XYSeries("data", false);
        points.forEach(point -> series.add(point[0], point[1]));
        var renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-1.1, -1.1, 2.2, 2.2));
        renderer.setSeriesPaint(0, new Color(0x22, 0x22, 0x22, 130));
        renderer.setSeriesVisibleInLegend(0, !points.isEmpty());
        renderer.setLegendShape(0, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
        plot.setDataset(0, new XYSeriesCollection(series));
        plot.setRenderer(0, renderer);
    }

    private void addCurves(XYPlot plot) {
        var lines = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, false);
        // so that dashes go on from point to point
        renderer.setDrawSeriesLineAsPath(true);
        var names = new ArrayList<String>();
        for (int i = 0; i < curves.size(); i++) {
            var curve = curves.get(i);
            boolean first = !names.contains(curve.name);
            if (first) {
                names.add(curve.name);
            }
            int look = names.indexOf(curve.name);
            // a series needs a name of its own
            Style.add(lines, renderer, Style.line(first ? curve.name : curve.name + " " + i, curve.x, curve.y),
                    Palette.ON_BLUE.get(look % Palette.ON_BLUE.size()), stroke(look));
            renderer.setSeriesVisibleInLegend(i, first);
        }
        Style.overlay(plot, lines, renderer);
    }

    /** Solid, then dashes of several lengths, so that print in grey tells them apart; shifted where colours begin anew. */
    private static BasicStroke stroke(int look) {
        var dashes = new float[][]{null, {6, 3}, {2, 3}, {9, 3, 2, 3}};
        return new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                dashes[(look + look / Palette.ON_BLUE.size()) % dashes.length], 0);
    }
}
