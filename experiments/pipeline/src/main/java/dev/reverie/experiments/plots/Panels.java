package dev.reverie.experiments.plots;

import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * Charts beside each other as one picture, row by row, where they share no axis.
 *
 * @param columns
 *            in a row, at least 1
 * @param charts
 *            at least one
 */
public record Panels(int columns, List<JFreeChart> charts) {
    public Panels {
        charts = List.copyOf(charts);
        if (columns < 1 || charts.isEmpty()) {
            throw new IllegalArgumentException("columns and charts must be at least 1, were " + columns + " and " + charts.size());
        }
    }

    /**
     * The picture.
     *
     * @param width
     *            of a panel, in points; the picture has twice as many pixels a panel
     * @param height
     *            of a panel, in points
     */
    public BufferedImage picture(int width, int height) {
        int across = Math.min(columns, charts.size());
        int down = (charts.size() + across - 1) / across;
        BufferedImage sheet = null;
        for (int i = 0; i < charts.size(); i++) {
            var panel = Figures.draw(charts.get(i), width, height);
            if (sheet == null) {
                sheet = Pixels.sheet(across * panel.getWidth(), down * panel.getHeight());
            }
            sheet.getRaster().setRect(i % across * panel.getWidth(), i / across * panel.getHeight(), panel.getRaster());
        }
        return sheet;
    }
}
