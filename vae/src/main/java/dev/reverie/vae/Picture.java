package dev.reverie.vae;

import dev.reverie.core.FileException;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A frame in a PNG file (ISO/IEC 15948): of any kind, grey or in colour; what is transparent counts as if it were not. */
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

    /** Fails unless it is a PNG of 64×64, by its first bytes. */
    static void check(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readLong() != SIGNATURE || in.readLong() != HEADER) {
                throw new FileException(file, "is no PNG");
            }
            check(file, in.readInt(), in.readInt());
        } catch (IOException e) {
            throw new FileException(file, "is no whole PNG", e);
        }
    }

    private static void check(Path file, int width, int height) {
        if (width != Blueprint.SIZE || height != Blueprint.SIZE) {
            throw new FileException(file, "must be " + Blueprint.SIZE + "x" + Blueprint.SIZE + " pixels like all others, is " + width + "x"
                    + height + "; scale it first");
        }
    }

    /** Its pixels, u8 [64, 64, 3]. */
    static byte[] read(Path file) {
        var image = image(file);
        check(file, image.getWidth(), image.getHeight());
        var pixels = new byte[Blueprint.FRAME];
        for (int i = 0; i < Blueprint.SIZE * Blueprint.SIZE; i++) {
            int rgb = image.getRGB(i % Blueprint.SIZE, i / Blueprint.SIZE);
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        return pixels;
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
