package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Dataset;
import dev.reverie.core.Decoder;
import dev.reverie.core.Encoder;
import dev.reverie.core.EncoderContract;
import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** V on frames that are not 64×64. */
class FrameSizeTest implements EncoderContract {
    private static final int SIDE = 21;
    private static Vae vae;

    @TempDir
    static Path folder;

    /** A bright square on grey that is higher from frame to frame. */
    private static Episode episode(int height, int width) {
        int count = 15;
        var pixels = new byte[count * height * width * 3];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / 3 / width % height;
            int column = i / 3 % width;
            int t = i / 3 / width / height;
            pixels[i] = (byte) (Math.abs(column - width / 2) < 4 && Math.abs(row - height + 4 + t / 2) < 4 ? 250 : 40);
        }
        return new Episode(new Observations.Frames(count, height, width, 3, pixels), new float[count - 1], new float[count - 1], true,
                false, 1);
    }

    private static EpisodeStore store(String name, int side) {
        var store = EpisodeStore.create(folder.resolve(name), new Dataset("square", "1", Map.of(), ""));
        for (int i = 0; i < 6; i++) {
            store.write(i, episode(side, side));
        }
        return store;
    }

    private static synchronized Vae trained() {
        if (vae == null) {
            vae = Vae.train(Small.config(60), store("small", SIDE), Seed.of(1), Training.quiet());
        }
        return vae;
    }

    @Override
    public Encoder encoder() {
        return trained();
    }

    @Override
    public Decoder decoder() {
        return trained();
    }

    @Test
    void aFrameComesOutAsLargeAsItWentIn() {
        for (int side = 10; side <= 300; side++) {
            var down = ConvVaeArchitecture.encoder(side, 2);
            var up = ConvVaeArchitecture.decoder(side, 2);
            assertTrue(down.get(down.size() - 1).outHeight() >= 2, "side " + side);
            assertEquals(side, up.get(up.size() - 1).outHeight(), "side " + side);
            assertEquals(3, up.get(up.size() - 1).outputs());
        }
        assertEquals("frames must have 10..1024 rows and columns for V, had 9",
                assertThrows(IllegalArgumentException.class, () -> ConvVaeArchitecture.encoder(9, 2)).getMessage());
    }

    @Test
    void itLearnsAndItsFilesAreTheSameModel() {
        var model = trained();
        assertEquals(Space.frame(SIDE, SIDE, 3), model.observationSpace());
        var frames = (Observations.Frames) episode(SIDE, SIDE).observations();
        var said = model.posterior(frames);
        var shown = (Observations.Frames) Observations.allocate(frames.count(), model.observationSpace());
        model.decode(said.means(), shown);
        double error = 0;
        for (int i = 0; i < frames.pixels().length; i++) {
            error += Math.pow(((frames.pixels()[i] & 0xFF) - (shown.pixels()[i] & 0xFF)) / 255.0, 2) / frames.pixels().length;
        }
        assertTrue(error < 0.08, "squared error of a number " + error + "; grey alone has about 0.1");
        model.save(folder.resolve("v.zip"));
        model.exportWeights(folder.resolve("v.npz"));
        for (var same : new Vae[]{Vae.load(folder.resolve("v.zip")), Vae.importWeights(folder.resolve("v.npz"))}) {
            assertArrayEquals(said.means(), same.posterior(frames).means(), 1e-5f);
            assertEquals(model.parameterCount(), same.parameterCount());
        }
    }

    @Test
    void otherFramesAreRefusedByTheirSize() {
        var error = assertThrows(IllegalArgumentException.class, () -> trained().posterior(episode(64, 64).observations()));
        assertTrue(error.getMessage().startsWith("observations must be Frames[B, 21, 21, 3], were "), error.getMessage());
        var mixed = store("mixed", SIDE);
        mixed.write(3, episode(SIDE + 1, SIDE + 1));
        assertEquals(mixed.file(3) + ": must have frames of 21x21 like all others, has 22x22",
                assertThrows(FileException.class, () -> Vae.train(Small.config(2), mixed, Seed.of(1), Training.quiet())).getMessage());
        var wide = store("wide", SIDE);
        wide.write(0, episode(SIDE, 30));
        var message = assertThrows(FileException.class, () -> Vae.train(Small.config(2), wide, Seed.of(1), Training.quiet())).getMessage();
        assertTrue(message.endsWith("; V takes square frames: resize them"), message);
    }
}
