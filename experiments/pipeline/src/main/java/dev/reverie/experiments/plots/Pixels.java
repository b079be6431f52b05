package dev.reverie.experiments.plots;

import dev.reverie.core.Observation.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Frames as pictures. */
public final class Pixels {
    private Pixels() {
    }

    /** Each pixel as a square of {@code scale} × {@code scale}; one channel is grey, three are RGB. */
    public static BufferedImage enlarged(Frame frame, int scale) {
        if (frame.channels() != 1 && frame.channels() != 3) {
            throw new IllegalArgumentException("channels must be 1 or 3, were " + frame.channels());
        }
        var picture = new BufferedImage(frame.width() * scale, frame.height() * scale, BufferedImage.TYPE_INT_RGB);
        int last = frame.channels() - 1;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int row = y / scale;
                int column = x / scale;
                picture.setRGB(x, y, frame.at(row, column, 0) << 16 | frame.at(row, column, Math.min(1, last)) << 8
                        | frame.at(row, column, last));
            }
        }
        return picture;
    }

    /** A white sheet. */
    static BufferedImage sheet(int width, int height) {
        var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return sheet;
    }

    /** To write on a sheet with. */
    static Graphics2D pen(BufferedImage sheet, int fontSize) {
        var graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(Style.LABEL.deriveFont((float) fontSize));
        graphics.setColor(Palette.BLACK);
        return graphics;
    }

    /** All frames must be of one size. */
    static void sameSize(Frame one, Frame other) {
        if (one.height() != other.height() || one.width() != other.width()) {
            throw new IllegalArgumentException("frames must all be " + one + ", one was " + other);
        }
    }
}
