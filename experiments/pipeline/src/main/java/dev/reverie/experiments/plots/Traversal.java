package dev.reverie.experiments.plots;

import dev.reverie.core.Observation.Frame;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * What the elements of a latent mean: in each row, one of them takes several values and the others stay.
 *
 * @param real
 *            a frame
 * @param decoded
 *            what its latent is decoded to
 * @param values
 *            of a row's element, from the left
 * @param rows
 *            at least one
 */
public record Traversal(Frame real, Frame decoded, List<Double> values, List<Row> rows) {
    /**
     * One element.
     *
     * @param label
     *            such as {@code z17}
     * @param frames
     *            one for each value
     */
    public record Row(String label, List<Frame> frames) {
        public Row {
            frames = List.copyOf(frames);
        }
    }

    public Traversal {
        values = List.copyOf(values);
        rows = List.copyOf(rows);
        if (values.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("values and rows must be at least one, were " + values.size() + " and " + rows.size());
        }
        Pixels.sameSize(real, decoded);
        for (var row : rows) {
            if (row.frames.size() != values.size()) {
                throw new IllegalArgumentException(
                        "frames of row " + row.label + " must be " + values.size() + ", one for each value, were " + row.frames.size());
            }
            row.frames.forEach(frame -> Pixels.sameSize(real, frame));
        }
    }

    /**
     * The picture.
     *
     * @param scale
     *            each pixel of a frame becomes a square of so many
     */
    public BufferedImage picture(int scale) {
        int width = real.width() * scale;
        int height = real.height() * scale;
        int font = Math.max(12, height / 8);
        int gap = Math.max(2, width / 32);
        int left = 3 * font + 2 * gap;
        int top = font + 2 * gap;
        int right = left + values.size() * (width + gap) + 4 * gap;
        var sheet = Pixels.sheet(right + width + gap, top + Math.max(rows.size(), 2) * (height + gap) + top);
        var pen = Pixels.pen(sheet, font);
        for (int column = 0; column < values.size(); column++) {
            pen.drawString(String.format(Locale.ROOT, "%.3g", values.get(column)).replaceFirst("\\.?0+$", ""),
                    left + column * (width + gap),
                    top - gap - font / 6);
        }
        for (int row = 0; row < rows.size(); row++) {
            int y = top + row * (height + gap);
            pen.drawString(rows.get(row).label, gap, y + height / 2 + font / 3);
            for (int column = 0; column < values.size(); column++) {
                pen.drawImage(Pixels.enlarged(rows.get(row).frames.get(column), scale), left + column * (width + gap), y, null);
            }
        }
        pen.drawString("real", right, top - gap - font / 6);
        pen.drawImage(Pixels.enlarged(real, scale), right, top, null);
        pen.drawString("decoded", right, 2 * top + height - gap - font / 6);
        pen.drawImage(Pixels.enlarged(decoded, scale), right, 2 * top + height, null);
        pen.dispose();
        return sheet;
    }
}
