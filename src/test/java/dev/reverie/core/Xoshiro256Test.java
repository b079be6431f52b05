package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Xoshiro256Test {
    /** The first outputs of the authors' C code from state 1, 2, 3, 4. */
    @Test
    void drawsTheKnownNumbers() {
        var random = Xoshiro256.of(1, 2, 3, 4);
        for (var expected : new String[]{"41943041", "58720359", "3588806011781223", "3591011842654386", "9228616714210784205",
            "9973669472204895162",
            "14011001112246962877", "12406186145184390807", "15849039046786891736", "10450023813501588000"}) {
            assertEquals(expected, Long.toUnsignedString(random.nextLong()));
        }
    }

    @Test
    void aRestoredGeneratorContinuesIdentically() {
        var random = Seed.of(1).random();
        random.nextGaussian();
        random.nextInt(3);
        var restored = Xoshiro256.of(random.state());
        for (int i = 0; i < 100; i++) {
            assertEquals(random.nextGaussian(), restored.nextGaussian());
            assertEquals(random.nextExponential(), restored.nextExponential());
            assertEquals(random.nextInt(10), restored.nextInt(10));
        }
    }

    /** Kolmogorov and Smirnov: √n·D beyond 1.95 has p = 0.001. */
    @Test
    void gaussiansAreNormal() {
        var random = Seed.of(2).random();
        var draws = new double[50_000];
        Arrays.setAll(draws, i -> normalCdf(random.nextGaussian()));
        assertTrue(kolmogorov(draws) < 1.95);
    }

    @Test
    void exponentialsAreExponentialAndDoublesUniform() {
        var random = Seed.of(3).random();
        var draws = new double[50_000];
        Arrays.setAll(draws, i -> 1 - Math.exp(-random.nextExponential()));
        assertTrue(kolmogorov(draws) < 1.95);
        Arrays.setAll(draws, i -> random.nextDouble());
        assertTrue(kolmogorov(draws) < 1.95);
        Arrays.setAll(draws, i -> random.nextFloat());
        assertTrue(kolmogorov(draws) < 1.95);
    }

    private static double kolmogorov(double[] uniform) {
        Arrays.sort(uniform);
        double distance = 0;
        for (int i = 0; i < uniform.length; i++) {
            distance = Math.max(distance, Math.max(uniform[i] - (double) i / uniform.length, (i + 1.0) / uniform.length - uniform[i]));
        }
        return distance * Math.sqrt(uniform.length);
    }

    /** Simpson's rule from 0 is plain and exact enough. */
    private static double normalCdf(double x) {
        int n = 200;
        double h = x / n;
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-0.5 * i * h * i * h);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    @Test
    void boundedNumbersAreUniformWhereABiasWouldShow() {
        var random = Seed.of(4).random();
        int bound = 3 << 29;
        int n = 90_000;
        int low = 0;
        for (int i = 0; i < n; i++) {
            int draw = random.nextInt(bound);
            assertTrue(draw >= 0 && draw < bound);
            low += draw < bound / 3 ? 1 : 0;
        }
        assertTrue(Math.abs(low - n / 3.0) < 4 * Math.sqrt(n * 2 / 9.0), "in the lowest third: " + low);
        assertEquals(5, random.nextInt(5, 6));
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(5, 5));
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    }

    @Test
    void aStateOfZerosIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Xoshiro256.of(0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Xoshiro256.of(1, 2, 3));
    }
}
