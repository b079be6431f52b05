package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    /** The expected numbers are Python's: {@code int.from_bytes(hashlib.sha256(path).digest()[:8], "big", signed=True)}. */
    @ParameterizedTest
    @CsvSource({"42, 8306709966045482637", "42/dream/3/7, -6097274616287960989", "-1/a-b_c.d, 5581554563983957788"})
    void bitsAreTheHashOfThePath(String path, long bits) {
        assertEquals(bits, new Seed(path).bits());
    }

    @Test
    void aChildIsItsPath() {
        var child = Seed.of(42).child("dream", 3, 7);
        assertEquals("42/dream/3/7", child.path());
        assertEquals(new Seed("42/dream/3/7"), child);
        assertEquals(-6097274616287960989L >>> 1, child.nonNegative());
    }

    @Test
    void theStreamIsXoshiroFromTheHash() {
        var random = Seed.of(42).child("dream", 3, 7).random();
        assertEquals(459352752031526028L, random.nextLong());
        assertEquals(3932183491446608088L, random.nextLong());
        assertEquals(625720692781971585L, random.nextLong());
    }

    @Test
    void childrenDoNotCollide() {
        var seen = new HashSet<Long>();
        int count = 0;
        for (long root = 0; root < 4; root++) {
            for (var name : new String[]{"dream", "episode"}) {
                for (long generation = 0; generation < 200; generation++) {
                    for (long candidate = 0; candidate < 100; candidate++) {
                        seen.add(Seed.of(root).child(name, generation, candidate).bits());
                        count++;
                    }
                }
            }
        }
        assertEquals(160_000, count);
        assertEquals(count, seen.size());
    }

    @Test
    void bytesOfChildrenAreUniformAndSoAreTheirFirstDraws() {
        var bits = new int[8][256];
        var draws = new int[8][256];
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            var child = Seed.of(7).child("dream", i);
            count(bits, child.bits());
            count(draws, child.random().nextLong());
        }
        for (int place = 0; place < 8; place++) {
            assertUniform(bits[place], n);
            assertUniform(draws[place], n);
        }
    }

    private static void count(int[][] counts, long word) {
        for (int place = 0; place < 8; place++) {
            counts[place][(int) (word >>> 8 * place) & 0xFF]++;
        }
    }

    /** Chi-square with 255 degrees of freedom: 0.9999 quantile 347.7. */
    private static void assertUniform(int[] counts, int n) {
        double expected = n / 256.0;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertTrue(chiSquare < 347.7, "chi-square " + chiSquare);
    }

    @Test
    void neighboursAreUncorrelated() {
        int n = 100_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double a = Seed.of(7).child("dream", i).random().nextDouble() - 0.5;
            double b = Seed.of(7).child("dream", i + 1).random().nextDouble() - 0.5;
            sum += a * b * 12;
        }
        assertTrue(Math.abs(sum / n) < 4 / Math.sqrt(n), "correlation " + sum / n);
    }

    @Test
    void bitsAndStreamOfASeedHaveNothingInCommon() {
        var seed = Seed.of(1);
        assertNotEquals(seed.bits(), seed.random().nextLong());
        assertNotEquals(seed.bits(), seed.random().state()[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "a/b", "a#", "a b", "é"})
    void aNameThatWouldBlurThePathIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Seed.of(1).child(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1/", "1/2", "1//a", "1/a/", "1/a#random"})
    void aWrongPathIsRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> new Seed(path));
    }
}
