package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Floats;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
    private static final float[] H = {10, 20, 30, 40, 50, 60};
    private static final float[] C = {-10, -20, -30, -40, -50, -60};

    /** Notes what it sees. */
    private record Spy(ControllerShape shape, List<float[]> seen) implements Controller {
        @Override
        public double[] parameters() {
            return new double[0];
        }

        @Override
        public Controller withParameters(double... parameters) {
            return this;
        }

        @Override
        public void respond(float[] x, float[] y) {
            seen.add(Arrays.copyOf(x, featureCount()));
        }
    }

    private static ControllerShape shape(Features features, int latent, int hidden) {
        return new ControllerShape(features, latent, WorldModel.Part.lstm(hidden), ActionMap.of(Space.box(-1, 1, 1)), false);
    }

    private static float[] secondRow(Features features) {
        var spy = new Spy(shape(features, 2, 3), new ArrayList<>());
        ControllerBatch.of(spy, new double[0]).act(2, new int[2], Floats.of(1, 2, 3, 4), List.of(Floats.of(H), Floats.of(C)),
                Floats.allocate(2));
        spy.act(new float[]{3, 4}, Arrays.copyOfRange(H, 3, 6), Arrays.copyOfRange(C, 3, 6));
        assertArrayEquals(spy.seen().get(1), spy.seen().get(2), "a row alone");
        return spy.seen().get(1);
    }

    @Test
    void theOrderIsAsTheNameSays() {
        assertArrayEquals(new float[]{3, 4}, secondRow(Features.Z));
        assertArrayEquals(new float[]{3, 4, 40, 50, 60}, secondRow(Features.ZH));
        assertArrayEquals(new float[]{3, 4, -40, -50, -60}, secondRow(Features.ZC));
        assertArrayEquals(new float[]{3, 4, -40, -50, -60, 40, 50, 60}, secondRow(Features.ZCH));
    }

    @Test
    void sizesAreThoseOfThePaper() {
        assertEquals(32, shape(Features.Z, 32, 256).featureCount());
        assertEquals(288, shape(Features.ZH, 32, 256).featureCount());
        assertEquals(288, shape(Features.ZC, 32, 256).featureCount());
        assertEquals(1088, shape(Features.ZCH, 64, 512).featureCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "ZH", "ZC", "ZCH", "Z,h,average"})
    void theirTextIsReadAsItIsWritten(String text) {
        assertEquals(text, Features.of(text).toString());
        assertEquals(Features.of(text), Features.of(Features.of(text).toString()));
    }

    @Test
    void whatIsNoPartOfTheMemoryIsRefusedByName() {
        assertEquals("features must be z and parts of M's memory, which are h, c; were ZHQ",
                assertThrows(IllegalArgumentException.class, () -> shape(Features.of("ZHQ"), 2, 3)).getMessage());
        for (var wrong : new String[]{"", "H", "z", "Z,", "Z,H", "ZHH"}) {
            assertThrows(IllegalArgumentException.class, () -> Features.of(wrong), wrong);
        }
    }
}
