package dev.reverie.experiments.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Stroke;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How every chart looks: white, a light grid, letters that can be read in print. Sizes are in points. */
final class Style {
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font TICKS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final BasicStroke THICK = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke THIN = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private Style() {
    }

    /** An axis of counts: updates, generations, steps. */
    static NumberAxis counts(String label) {
        var axis = numbers(label);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        return axis;
    }

    /** An axis of measurements, fitted to the data. */
    static NumberAxis numbers(String label) {
        var axis = new NumberAxis(label);
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        axis.setAutoRangeIncludesZero(false);
        fit(axis);
        return axis;
    }

    /** An axis on which equal steps are doublings: a label each, or each few if there are {@code many}. */
    static LogAxis doublings(String label, double many) {
        var axis = new LogAxis(label);
        axis.setBase(2);
        axis.setTickUnit(new NumberTickUnit(Math.ceil(many / 8)));
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        fit(axis);
        return axis;
    }

    static void fit(ValueAxis axis) {
        axis.setTickLabelInsets(new RectangleInsets(2, 6, 2, 6));
        axis.setLabelFont(LABEL);
        axis.setTickLabelFont(TICKS);
        axis.setLabelPaint(Palette.BLACK);
        axis.setTickLabelPaint(Palette.BLACK);
        axis.setAxisLinePaint(Palette.BLACK);
    }

    static void fit(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(0.8f));
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setOutlineVisible(false);
        // what comes later lies above
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    /** A plot that looks like the others. */
    static XYPlot plot(XYDataset data, ValueAxis x, ValueAxis y, XYItemRenderer renderer) {
        var plot = new XYPlot(data, x, y, renderer);
        fit(plot);
        return plot;
    }

    /** Draws more data over what a plot has. */
    static void overlay(XYPlot plot, XYDataset data, XYItemRenderer renderer) {
        int index = plot.getDatasetCount();
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    /** A line through (x, y) in this order; a y that is NaN interrupts it. */
    static XYSeries line(String name, double[] x, double[] y) {
        var line = new XYSeries(name, false);
        for (int i = 0; i < x.length; i++) {
            line.add(x[i], Double.isNaN(y[i]) ? null : (Number) y[i]);
        }
        return line;
    }

    /** A line of values at {@code from}, {@code from + 1}, … */
    static XYSeries line(String name, int from, double[] values) {
        return line(name, IntStream.range(from, from + values.length).asDoubleStream().toArray(), values);
    }

    /** Adds a line after those that are there. */
    static void add(XYSeriesCollection lines, XYLineAndShapeRenderer renderer, XYSeries line, Color color, Stroke stroke) {
        renderer.setSeriesPaint(lines.getSeriesCount(), color);
        renderer.setSeriesStroke(lines.getSeriesCount(), stroke);
        lines.addSeries(line);
    }

    /** A line alone. */
    static void overlay(XYPlot plot, XYSeries line, Color color, Stroke stroke) {
        var lines = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, false);
        add(lines, renderer, line, color, stroke);
        overlay(plot, lines, renderer);
    }

    /** Names a filled area in a legend. */
    static LegendItem area(String label, Color color) {
        return new LegendItem(label, null, null, null, new Rectangle(-7, -4, 14, 9), color);
    }

    /** A chart with its legend below the title. */
    static JFreeChart chart(String title, XYPlot plot) {
        var chart = new JFreeChart(null, TITLE, plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 8, 8, 16));
        var heading = new TextTitle(title, TITLE);
        heading.setPaint(Palette.BLACK);
        heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.setTitle(heading);
        chart.getLegend().setItemFont(LABEL);
        chart.getLegend().setItemPaint(Palette.BLACK);
        chart.getLegend().setFrame(BlockBorder.NONE);
        chart.getLegend().setPosition(RectangleEdge.TOP);
        chart.getLegend().setHorizontalAlignment(HorizontalAlignment.LEFT);
        return chart;
    }
}
