package dev.reverie.experiments.plots;

import dev.reverie.core.Observation.Frame;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What V keeps: real frames, each with its reconstruction below it.
 *
 * @param real
 *            at least one
 * @param reconstructed
 *            one for each of {@code real}
 */
public record Reconstructions(List<Frame> real, List<Frame> reconstructed) {
    public Reconstructions {
        real = List.copyOf(real);
        reconstructed = List.copyOf(reconstructed);
        if (real.isEmpty() || real.size() != reconstructed.size()) {
            throw new IllegalArgumentException("real and reconstructed must be as many, at least one, were " + real.size() + " and "
                    + reconstructed.size());
        }
        for (int i = 0; i < real.size(); i++) {
            Pixels.sameSize(real.get(0), real.get(i));
            Pixels.sameSize(real.get(0), reconstructed.get(i));
        }
    }

    /**
     * The picture.
     *
     * @param columns
     *            pairs beside each other; more follow below
     * @param scale
     *            each pixel of a frame becomes a square of so many
     */
    public BufferedImage picture(int columns, int scale) {
        if (columns < 1 || scale < 1) {
            throw new IllegalArgumentException("columns and scale must be >= 1, were " + columns + " and " + scale);
        }
        int width = real.get(0).width() * scale;
        int height = real.get(0).height() * scale;
        int gap = Math.max(2, width / 32);
        int font = Math.max(12, height / 8);
        int used = Math.min(columns, real.size());
        int bands = (real.size() + columns - 1) / columns;
        int bandHeight = 2 * height + 4 * gap;
        int top = font + 2 * gap;
        var sheet = Pixels.sheet(Math.max(gap + used * (width + gap), font * 21), top + bands * bandHeight);
        var pen = Pixels.pen(sheet, font);
        pen.drawString("above: real, below: reconstruction", gap, top - gap - font / 6);
        for (int i = 0; i < real.size(); i++) {
            int x = gap + i % columns * (width + gap);
            int y = top + i / columns * bandHeight;
            pen.drawImage(Pixels.enlarged(real.get(i), scale), x, y, null);
            pen.drawImage(Pixels.enlarged(reconstructed.get(i), scale), x, y + height + gap, null);
        }
        pen.dispose();
        return sheet;
    }
}
