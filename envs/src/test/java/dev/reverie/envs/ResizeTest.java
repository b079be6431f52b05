package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Env;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResizeTest {
    /** Shows one picture. */
    private record Still(Observation.Frame frame) implements Env {
        static Still of(Npy pixels) {
            int[] shape = pixels.shape();
            return new Still(new Observation.Frame(shape[0], shape[1], shape[2], pixels.bytes()));
        }

        @Override
        public Observation reset(long seed) {
            return frame;
        }

        @Override
        public Step step(float[] action) {
            return new Step(frame, 1, false, true);
        }

        @Override
        public Space.Box observationSpace() {
            return Space.frame(frame.height(), frame.width(), frame.channels());
        }

        @Override
        public Space actionSpace() {
            return Space.discrete(2);
        }
    }

    private static Map<String, Npy> golden() throws URISyntaxException {
        return Npz.load(Path.of(ResizeTest.class.getResource("/small/pictures.npz").toURI()));
    }

    /** Within one level: Pillow rounds between down and across. */
    private static void assertPicture(Npy expected, Observation actual) {
        var frame = (Observation.Frame) actual;
        assertArrayEquals(expected.shape(), new int[]{frame.height(), frame.width(), frame.channels()});
        for (int i = 0; i < frame.pixels().length; i++) {
            assertEquals(expected.bytes()[i] & 0xFF, frame.pixels()[i] & 0xFF, 1, "element " + i);
        }
    }

    @Test
    void bilinearIsPillows() throws URISyntaxException {
        var golden = golden();
        var env = Still.of(golden.get("noise"));
        assertPicture(golden.get("rows21"), Resize.of(env, 16, 16).withRows(0, 21).reset(0));
        assertPicture(golden.get("grown"), Resize.of(env, 40, 60).reset(0));
        assertPicture(golden.get("halved"), Resize.of(env, 16, 12).withFilter(Resize.Filter.AREA).reset(0));
    }

    @Test
    void areaIsTheMeanWhereRatiosAreNotWhole() {
        var env = new Still(new Observation.Frame(1, 3, 1, new byte[]{0, 60, (byte) 240}));
        var frame = (Observation.Frame) Resize.of(env, 1, 2).withFilter(Resize.Filter.AREA).reset(0);
        // (0 + 60/2) / 1.5 and (60/2 + 240) / 1.5.
        assertArrayEquals(new byte[]{20, (byte) 180}, frame.pixels());
    }

    @Test
    void theSameSizeIsTheSamePicture() throws URISyntaxException {
        var env = Still.of(golden().get("noise"));
        for (var filter : Resize.Filter.values()) {
            assertEquals(env.frame, Resize.of(env, 32, 24).withFilter(filter).reset(0));
        }
    }

    @Test
    void oneColourStaysThatColour() {
        var white = new byte[37 * 41 * 3];
        Arrays.fill(white, (byte) 255);
        var env = new Still(new Observation.Frame(37, 41, 3, white));
        for (var filter : Resize.Filter.values()) {
            var frame = (Observation.Frame) Resize.of(env, 23, 57).withFilter(filter).withRows(3, 30).step(new float[]{0}).observation();
            for (byte pixel : frame.pixels()) {
                assertEquals(255, pixel & 0xFF);
            }
        }
    }

    @Test
    void rewardAndFlagsPassThrough() throws URISyntaxException {
        var step = Resize.of(Still.of(golden().get("noise")), 8, 8).step(new float[]{0});
        assertEquals("1.0 false true", step.reward() + " " + step.terminated() + " " + step.truncated());
    }

    @Test
    void whatIsNoPictureAndRowsThatAreNotThereAreRefused() {
        assertEquals("rows must be a part of 0..64, were 0..84",
                assertThrows(IllegalArgumentException.class, () -> Resize.of(new BouncingBall(), 64, 64).withRows(0, 84)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Resize.of(new BouncingBall(), 64, 64).withRows(5, 5));
        assertThrows(IllegalArgumentException.class, () -> Resize.of(new BouncingBall(), 0, 64));
        assertThrows(IllegalArgumentException.class, () -> Resize.of(new CartPole(), 64, 64));
    }
}
