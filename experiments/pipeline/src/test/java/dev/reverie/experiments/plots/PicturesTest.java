package dev.reverie.experiments.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    Path folder;

    private BufferedImage saved(BufferedImage picture, String name) throws IOException {
        var file = SyntheticRun.drawings(folder).resolve(name + ".png");
        Figures.save(picture, file);
        return ImageIO.read(file.toFile());
    }

    private static boolean hasInk(BufferedImage picture, int x, int y, int width, int height) {
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                if ((picture.getRGB(column, row) & 0xFF) < 100) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aPixelBecomesASquare() {
        var picture = Pixels.enlarged(new Frame(1, 2, 3, new byte[]{1, 2, 3, -1, -2, -3}), 3);
        assertEquals(List.of(6, 3), List.of(picture.getWidth(), picture.getHeight()));
        assertEquals(0xFF010203, picture.getRGB(2, 2));
        assertEquals(0xFFFFFEFD, picture.getRGB(3, 0));
        assertEquals(0xFF070707, Pixels.enlarged(new Frame(1, 1, 1, new byte[]{7}), 1).getRGB(0, 0));
    }

    @Test
    void aFilmStripHasLabelsStepsAndFrames() throws IOException {
        var strip = new FilmStrip(List.of(0, 4, 8, 12, 16, 20, 24, 28), List.of(new FilmStrip.Row("real", SyntheticRun.frames(8, false)),
                new FilmStrip.Row("reconstruction", SyntheticRun.frames(8, true)),
                new FilmStrip.Row("dream", SyntheticRun.frames(8, true))));
        var picture = saved(strip.picture(2), "filmStrip");
        int left = picture.getWidth() - 8 * (128 + 4);
        int top = picture.getHeight() - 3 * (128 + 4);
        assertEquals(Pixels.enlarged(SyntheticRun.frame(4, false), 2).getRGB(100, 50), picture.getRGB(left + 132 + 100, top + 50));
        assertTrue(hasInk(picture, 0, top, left, 128), "the label of the first row");
        assertTrue(hasInk(picture, left, 0, 128, top - 1), "the number of the first step");
    }

    @Test
    void reconstructionsStandBelowTheirFrames() throws IOException {
        var picture = saved(new Reconstructions(SyntheticRun.frames(12, false), SyntheticRun.frames(12, true)).picture(8, 2),
                "reconstructions");
        int top = 16 + 8;
        assertEquals(Pixels.enlarged(SyntheticRun.frame(0, false), 2).getRGB(70, 50), picture.getRGB(4 + 70, top + 50));
        assertEquals(Pixels.enlarged(SyntheticRun.frame(0, true), 2).getRGB(70, 50), picture.getRGB(4 + 70, top + 132 + 50));
    }

    @Test
    void aGifHasEveryFrameItsTimeAndALoop() throws IOException {
        var file = folder.resolve("dream.gif");
        AnimatedGif.save(SyntheticRun.frames(5, false).stream().map(frame -> Pixels.enlarged(frame, 2)).toList(), file, 50);
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var stream = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(stream);
            assertEquals(5, reader.getNumImages(true));
            assertEquals(128, reader.read(4).getWidth());
        } finally {
            reader.dispose();
        }
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("NETSCAPE2.0\3\1\0\0\0"), "no loop");
        assertTrue(bytes.contains("\u0021\u00f9\4\0\5\0"), "not shown for 50 ms");
    }

    @Test
    void framesOfTwoSizesAreRefused() {
        var small = new Frame(1, 1, 1, new byte[1]);
        var e = assertThrows(IllegalArgumentException.class,
                () -> new Reconstructions(List.of(small), List.of(new Frame(2, 2, 1, new byte[4]))));
        assertEquals("frames must all be Frame[1, 1, 1], one was Frame[2, 2, 1]", e.getMessage());
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> Figures.save(Pixels.sheet(1, 1), Path.of("a.jpg")));
        assertEquals("file must end with .png, was a.jpg", e.getMessage());
    }
}
