package dev.reverie.vae;

import dev.reverie.core.FileException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A frame in a PNG file (ISO/IEC 15948), by its samples as they are stored: grey, with a palette or in colour. Grey is R, G and B alike; of
 * 16 bits the upper 8 count; gamma, colour profiles and transparency are ignored. That is how NumPy and PIL's {@code convert("RGB")} see 8
 * bits.
 */
final class Picture {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    /** Length and name of the first chunk, which has width and height. */
    private static final long HEADER = 0x0000000D49484452L;

    static {
        ImageIO.setUseCache(false);
    }

    private Picture() {
    }

    static boolean is(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    /**
     * Rows and columns, by its first bytes.
     *
     * @throws FileException
     *             if it is no PNG, not square, or of a size that V does not take
     */
    static int side(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readLong() != SIGNATURE || in.readLong() != HEADER) {
                throw new FileException(file, "is no PNG");
            }
            return side(file, in.readInt(), in.readInt());
        } catch (IOException e) {
            throw new FileException(file, "is no whole PNG", e);
        }
    }

    private static int side(Path file, int width, int height) {
        if (width != height) {
            throw new FileException(file, "must be square, is " + width + "x" + height + "; scale it first");
        }
        try {
            return ConvVaeArchitecture.check(width);
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }

    /** Its pixels, u8 [side, side, 3]. */
    static byte[] read(Path file) {
        // Before anything of the size that it tells is allocated.
        int side = side(file);
        var image = image(file);
        if (image.getWidth() != side || image.getHeight() != side) {
            throw new FileException(file, "is damaged: its header says " + side + "x" + side);
        }
        var raster = image.getRaster();
        var palette = image.getColorModel() instanceof IndexColorModel colours ? colours : null;
        int bands = raster.getNumBands();
        int bits = raster.getSampleModel().getSampleSize(0);
        if (bands > 4 || palette == null && bits != 8 && bits != 16) {
            throw new FileException(file, "must be grey, with a palette, or RGB, of at most 16 bits, has " + bands + " samples of " + bits
                    + " bits a pixel");
        }
        var pixels = new byte[ConvVaeArchitecture.frame(side)];
        var sample = new int[bands];
        for (int i = 0; i < pixels.length; i++) {
            raster.getPixel(i / 3 % side, i / 3 / side, sample);
            pixels[i] = (byte) (palette == null ? sample[bands < 3 ? 0 : i % 3] >> bits - 8 : colour(palette, i % 3, sample[0]));
        }
        return pixels;
    }

    /** Red, green or blue of an entry. */
    private static int colour(IndexColorModel palette, int channel, int entry) {
        return channel == 0 ? palette.getRed(entry) : channel == 1 ? palette.getGreen(entry) : palette.getBlue(entry);
    }

    private static BufferedImage image(Path file) {
        try (var in = Files.newInputStream(file)) {
            var image = ImageIO.read(in);
            if (image == null) {
                throw new FileException(file, "is no PNG");
            }
            return image;
        } catch (IOException e) {
            throw new FileException(file, "truncated or damaged: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (e instanceof FileException) {
                throw e;
            }
            // The decoder meets some damage with whatever comes.
            throw new FileException(file, "damaged: " + e.getMessage(), new IOException(e));
        }
    }
}
