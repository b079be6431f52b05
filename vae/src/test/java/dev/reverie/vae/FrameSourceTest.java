package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.Training;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSourceTest {
    @TempDir
    private Path folder;

    private Path png(String name, int width, int height, int type, byte[] pixels) throws IOException {
        var image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            int at = 3 * i % pixels.length;
            image.setRGB(i % width, i / width,
                    0xFF000000 | (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | pixels[at + 2] & 0xFF);
        }
        var file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static byte[] frame(int t) {
        var frames = (Observations.Frames) MovingSquare.episode(1, 20).observations();
        return ((Observations.Frames) frames.slice(t, t + 1)).pixels();
    }

    private void pictures(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            png("frame-%03d.png".formatted(i), 64, 64, BufferedImage.TYPE_INT_RGB, frame(i));
        }
    }

    private String fault() {
        var message = assertThrows(FileException.class, () -> FrameSource.images(folder)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR})
    void aPictureIsItsPixels(int type) throws IOException {
        assertArrayEquals(frame(3), Picture.read(png("a.png", 64, 64, type, frame(3))));
    }

    @Test
    void vLearnsFromPictures() throws IOException {
        pictures(20);
        var small = Small.config(30);
        try (var vae = Vae.train(small, FrameSource.images(folder), Seed.of(1), Training.quiet())) {
            assertEquals(small.latent(), vae.latentSize());
        }
    }

    @Test
    void anEmptyFolderIsTold() {
        assertEquals(folder + ": holds no .png files", fault());
    }

    @Test
    void aMissingFolderIsTold() {
        var missing = folder.resolve("missing");
        assertEquals(missing + ": no such folder",
                assertThrows(FileException.class, () -> FrameSource.images(missing)).getMessage());
    }

    @Test
    void aPictureOfAnotherSizeIsNamed() throws IOException {
        pictures(2);
        var wide = png("wide.png", 80, 64, BufferedImage.TYPE_INT_RGB, frame(0));
        assertEquals(wide + ": must be square, is 80x64; scale it first", fault());
        Files.delete(wide);
        var large = png("large.png", 80, 80, BufferedImage.TYPE_INT_RGB, new byte[80 * 80 * 3]);
        assertEquals(large + ": must be 64x64 pixels like all others, is 80x80; scale it first", fault());
    }

    @Test
    void whatIsNoPngIsNamed() throws IOException {
        pictures(1);
        var text = Files.writeString(folder.resolve("text.png"), "This is a text, and not a picture of anything.");
        assertEquals(text + ": is no PNG", fault());
        Files.writeString(text, "short");
        assertEquals(text + ": is no whole PNG", fault());
    }

    @Test
    void aDamagedPictureIsNamedWhenItIsRead() throws IOException {
        pictures(3);
        var cut = folder.resolve("frame-001.png");
        var bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        var source = FrameSource.images(folder);
        var error = assertThrows(FileException.class, () -> Vae.train(Small.config(1), source, Seed.of(1), Training.quiet()));
        assertTrue(error.getMessage().startsWith(cut + ": "), error.getMessage());
    }

    @Test
    void aCorruptEpisodeIsNamed() throws IOException {
        var store = MovingSquare.store(folder.resolve("episodes"), 3, 5);
        var cut = store.file(1);
        var bytes = Files.readAllBytes(cut);
        bytes[bytes.length / 2] ^= 1;
        Files.write(cut, bytes);
        var error = assertThrows(FileException.class, () -> Vae.train(Small.config(1), store, Seed.of(1), Training.quiet()));
        assertTrue(error.getMessage().startsWith(cut + ": "), error.getMessage());
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    }

    @Test
    void repeatedFilesAreOnOneSideOfTheSplit() {
        var files = List.of("a", "b", "c", "d", "e", "f", "g", "h").stream().map(Path::of).toList();
        var source = new FrameSource(files).and(new FrameSource(files.subList(0, 4)).repeated(3));
        assertEquals(20, source.files().size());
        var split = Split.ofFiles(source.files(), 0.5);
        assertEquals(4, split.heldOut().size());
        assertTrue(split.training().stream().noneMatch(split.heldOut()::contains));
        assertEquals(Set.copyOf(files), java.util.stream.Stream.concat(split.training().stream(), split.heldOut().stream())
                .collect(Collectors.toSet()));
        long expected = source.files().stream().filter(file -> !split.heldOut().contains(file)).count();
        assertEquals(expected, split.training().size());
    }
}
