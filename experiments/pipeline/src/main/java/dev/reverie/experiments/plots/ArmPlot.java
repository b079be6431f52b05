package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Jointed arms in a plane and the targets they reach for.
 *
 * @param title
 *            above the chart
 * @param x
 *            label of the axis, with its unit; likewise y
 * @param poses
 *            at least one
 * @param targets
 *            (x, y) each
 */
public record ArmPlot(String title, String x, String y, List<Pose> poses, List<double[]> targets) {
    private static final Color[] COLOURS = {Palette.BLUE, Palette.VERMILION, Palette.GREEN, Palette.PURPLE};

    /**
     * An arm.
     *
     * @param joints
     *            (x, y) from the shoulder to the hand, at least 2
     * @param kind
     *            in the legend; poses of one kind look alike
     */
    public record Pose(List<double[]> joints, String kind) {
        public Pose {
            joints = List.copyOf(joints);
            Objects.requireNonNull(kind, "kind");
            if (joints.size() < 2) {
                throw new IllegalArgumentException("joints must be at least 2, were " + joints.size());
            }
        }
    }

    public ArmPlot {
        Objects.requireNonNull(title, "title");
        poses = Arguments.some("poses", poses);
        targets = List.copyOf(targets);
    }

    /** The chart, one unit as long across as up. */
    public JFreeChart chart() {
        var lines = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, true);
        var kinds = new ArrayList<String>();
        for (int i = 0; i < poses.size(); i++) {
            var pose = poses.get(i);
            boolean first = !kinds.contains(pose.kind);
            if (first) {
                kinds.add(pose.kind);
            }
            var series = new XYSeries(first ? pose.kind : pose.kind + " " + i, false);
            pose.joints.forEach(joint -> series.add(joint[0], joint[1]));
            lines.addSeries(series);
            var color = COLOURS[kinds.indexOf(pose.kind) % COLOURS.length];
            renderer.setSeriesPaint(i, new Color(color.getRed(), color.getGreen(), color.getBlue(), 150));
            renderer.setSeriesStroke(i, Style.THIN);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2));
            renderer.setSeriesVisibleInLegend(i, first);
        }
        var plot = new EqualUnits(lines, Style.numbers(x), Style.numbers(y), renderer);
        addTargets(plot);
        Style.fit(plot);
        centre(plot);
        return Style.chart(title, plot);
    }

    private void addTargets(XYPlot plot) {
        var series = new XYSeries("target", false);
        targets.forEach(target -> series.add(target[0], target[1]));
        var renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-6, -6, 12, 12));
        renderer.setSeriesShapesFilled(0, false);
        renderer.setDrawOutlines(true);
        renderer.setSeriesPaint(0, Palette.BLACK);
        renderer.setSeriesOutlineStroke(0, new BasicStroke(1.6f));
        renderer.setSeriesStroke(0, new BasicStroke(1.6f));
        renderer.setSeriesVisibleInLegend(0, !targets.isEmpty());
        Style.overlay(plot, new XYSeriesCollection(series), renderer);
    }

    /** Both axes as long as the longer one needs, around the arms' middle. */
    private void centre(XYPlot plot) {
        var low = new double[]{Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        var high = new double[]{Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        poses.forEach(pose -> pose.joints.forEach(joint -> {
            for (int i = 0; i < 2; i++) {
                low[i] = Math.min(low[i], joint[i]);
                high[i] = Math.max(high[i], joint[i]);
            }
        }));
        double half = 0.55 * Math.max(high[0] - low[0], high[1] - low[1]);
        plot.getDomainAxis().setRange((low[0] + high[0]) / 2 - half, (low[0] + high[0]) / 2 + half);
        plot.getRangeAxis().setRange((low[1] + high[1]) / 2 - half, (low[1] + high[1]) / 2 + half);
    }

    /** A plot that widens one of its axes, once it knows its place, until a unit is as long on both. */
    private static final class EqualUnits extends XYPlot {
        private static final long serialVersionUID = 1;

        EqualUnits(XYSeriesCollection data, NumberAxis x, NumberAxis y, XYLineAndShapeRenderer renderer) {
            super(data, x, y, renderer);
        }

        @Override
        public void drawBackground(Graphics2D graphics, Rectangle2D area) {
            double across = getDomainAxis().getRange().getLength() / area.getWidth();
            double up = getRangeAxis().getRange().getLength() / area.getHeight();
            double unit = Math.max(across, up);
            widen(getDomainAxis(), unit * area.getWidth() / 2);
            widen(getRangeAxis(), unit * area.getHeight() / 2);
            super.drawBackground(graphics, area);
        }

        private static void widen(ValueAxis axis, double half) {
            double middle = axis.getRange().getCentralValue();
            axis.setRange(new Range(middle - half, middle + half), true, false);
        }
    }
}
