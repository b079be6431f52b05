package dev.reverie.experiments.plots;

import dev.reverie.core.AtomicFile;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jfree.chart.JFreeChart;

/** Saves charts and pictures as PNG, whole or not at all. The same figure gives the same bytes on the same Java and fonts. */
public final class Figures {
    /** Pixels a point: 144 a inch, sharp in print at half the size. */
    private static final int SCALE = 2;

    private Figures() {
    }

    /**
     * Draws a chart and saves it.
     *
     * @param file
     *            ends with .png
     * @param width
     *            in points; the picture has twice as many pixels
     * @param height
     *            in points
     * @throws dev.reverie.core.FileException
     *             if it cannot be written
     */
    public static void save(JFreeChart chart, Path file, int width, int height) {
        save(draw(chart, width, height), file);
    }

    /** Saves a picture as it is. */
    public static void save(BufferedImage picture, Path file) {
        if (!file.toString().endsWith(".png")) {
            throw new IllegalArgumentException("file must end with .png, was " + file);
        }
        // Encoded first: Java's encoder, when a full disk stops it, says neither why nor keeps quiet afterwards.
        AtomicFile.write(file, out -> out.write(png(picture)));
    }

    /** A chart as the bytes of a PNG of {@code 2·width × 2·height} pixels. */
    public static byte[] png(JFreeChart chart, int width, int height) {
        try {
            return png(draw(chart, width, height));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        // not ImageIO's own stream, which goes through the folder for temporary files
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", stream)) {
                throw new IOException("this Java writes no PNG");
            }
        }
        return bytes.toByteArray();
    }

    /** A chart as a picture of {@code 2·width × 2·height} pixels. */
    static BufferedImage draw(JFreeChart chart, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height must be >= 1, were " + width + " and " + height);
        }
        var picture = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        chart.setTextAntiAlias(true);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        graphics.dispose();
        return picture;
    }

    /** Java's own writer of a format. */
    static ImageWriter writer(String format) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        if (!writers.hasNext()) {
            throw new IOException("this Java writes no " + format);
        }
        return writers.next();
    }
}
