package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

class TanhTest {
    private static void check(float x) {
        float wanted = (float) StrictMath.tanh(x);
        assertEquals(Float.floatToRawIntBits(wanted), Float.floatToRawIntBits(Tanh.of(x)), () -> "tanh of " + x);
    }

    @Test
    void itHasTheBitsOfTheStrictOne() {
        var random = Seed.of(1).random();
        for (int i = 0; i < 100_000; i++) {
            check((float) (random.nextGaussian() * 3));
            check(Float.intBitsToFloat(random.nextInt()));
        }
        for (float edge : new float[]{0, 0x1p-10f, Math.nextDown(0x1p-10f), 9, 9.0109f, 9.011f, 20, 354, 356, 1e30f, Float.MIN_VALUE,
            Float.POSITIVE_INFINITY}) {
            check(edge);
            check(-edge);
        }
        check(Float.NaN);
    }
}
