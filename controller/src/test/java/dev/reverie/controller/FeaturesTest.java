package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Floats;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final float[] Z = {1, 2, 3, 4};
    private static final float[] H = {10, 20, 30, 40, 50, 60};
    private static final float[] C = {-10, -20, -30, -40, -50, -60};

    private static float[] secondRow(Features features) {
        var x = new float[features.size(2, 3)];
        features.gather(1, 2, 3, Z, features.useH() ? H : null, features.useC() ? C : null, x);
        return x;
    }

    @Test
    void theOrderIsAsTheNameSays() {
        assertArrayEquals(new float[]{3, 4}, secondRow(Features.Z));
        assertArrayEquals(new float[]{3, 4, 40, 50, 60}, secondRow(Features.ZH));
        assertArrayEquals(new float[]{3, 4, -40, -50, -60}, secondRow(Features.ZC));
        assertArrayEquals(new float[]{3, 4, -40, -50, -60, 40, 50, 60}, secondRow(Features.ZCH));
    }

    @Test
    void buffersGiveTheSame() {
        for (var features : Features.values()) {
            var x = new float[features.size(2, 3)];
            features.gather(1, 2, 3, Floats.of(Z), Floats.of(H), Floats.of(C), x);
            assertArrayEquals(secondRow(features), x);
        }
    }

    @Test
    void sizesAreThoseOfThePaper() {
        assertEquals(32, Features.Z.size(32, 256));
        assertEquals(288, Features.ZH.size(32, 256));
        assertEquals(288, Features.ZC.size(32, 256));
        assertEquals(1088, Features.ZCH.size(64, 512));
    }
}
