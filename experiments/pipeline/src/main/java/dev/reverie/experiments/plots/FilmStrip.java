package dev.reverie.experiments.plots;

import dev.reverie.core.Observation.Frame;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The same moments in several rows: what was real, what V makes of it, what M dreams.
 *
 * @param steps
 *            number of each column
 * @param rows
 *            at least one, from the top; each has a frame for every column
 */
public record FilmStrip(List<Integer> steps, List<Row> rows) {
    /**
     * Frames of one kind.
     *
     * @param label
     *            at the left, such as {@code dream}
     * @param frames
     *            all of one size
     */
    public record Row(String label, List<Frame> frames) {
        public Row {
            frames = List.copyOf(frames);
        }
    }

    public FilmStrip {
        steps = List.copyOf(steps);
        rows = List.copyOf(rows);
        if (steps.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("steps and rows must be at least one, were " + steps.size() + " and " + rows.size());
        }
        for (var row : rows) {
            if (row.frames.size() != steps.size()) {
                throw new IllegalArgumentException(
                        "frames of row " + row.label + " must be " + steps.size() + ", one for each step, were " + row.frames.size());
            }
            for (var frame : row.frames) {
                Pixels.sameSize(rows.get(0).frames.get(0), frame);
            }
        }
    }

    /**
     * The picture.
     *
     * @param scale
     *            each pixel of a frame becomes a square of so many
     */
    public BufferedImage picture(int scale) {
        var frame = rows.get(0).frames.get(0);
        int width = frame.width() * scale;
        int height = frame.height() * scale;
        int font = Math.max(12, height / 8);
        int gap = Math.max(2, width / 32);
        int left = labelWidth(font) + 2 * gap;
        int top = font + 2 * gap;
        var sheet = Pixels.sheet(left + steps.size() * (width + gap), top + rows.size() * (height + gap));
        var pen = Pixels.pen(sheet, font);
        for (int column = 0; column < steps.size(); column++) {
            var text = (column == 0 ? "step " : "") + steps.get(column);
            pen.drawString(text, left + column * (width + gap), top - gap - font / 6);
        }
        for (int row = 0; row < rows.size(); row++) {
            int y = top + row * (height + gap);
            pen.drawString(rows.get(row).label, gap, y + height / 2 + font / 3);
            for (int column = 0; column < steps.size(); column++) {
                pen.drawImage(Pixels.enlarged(rows.get(row).frames.get(column), scale), left + column * (width + gap), y, null);
            }
        }
        pen.dispose();
        return sheet;
    }

    private int labelWidth(int font) {
        var pen = Pixels.pen(Pixels.sheet(1, 1), font);
        int width = rows.stream().mapToInt(row -> pen.getFontMetrics().stringWidth(row.label)).max().orElse(0);
        pen.dispose();
        return width;
    }
}
