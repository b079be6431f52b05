package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ThreefryTest {
    /** From kat_vectors of Random123 (Salmon et al. 2011): threefry2x32, 20 rounds. */
    @Test
    void givesThePublishedAnswers() {
        assertBlock(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6b200159, 0x99ba4efe);
        assertBlock(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7);
        assertBlock(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0);
    }

    private static void assertBlock(int key0, int key1, int counter0, int counter1, int word0, int word1) {
        long key = key0 & 0xFFFFFFFFL | (long) key1 << 32;
        long counter = counter0 & 0xFFFFFFFFL | (long) counter1 << 32;
        long block = Threefry.block(key, counter);
        assertEquals(Integer.toHexString(word0), Integer.toHexString((int) block));
        assertEquals(Integer.toHexString(word1), Integer.toHexString((int) (block >>> 32)));
    }
}
