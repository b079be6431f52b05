package dev.reverie.compute;

/**
 * Threefry-2x32 with 20 rounds: a counter-based generator (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
 * 2011).
 *
 * <p>A block of two 32-bit words is a pure function of a 64-bit key and a 64-bit counter, made of additions, rotations and exclusive ors
 * only, which every vector unit has. This is the readable reference; its known answers are in the tests.
 */
public final class Threefry {
    /** Rotations of the eight-round cycle. */
    private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
    /** Third key word: the parity constant of the Skein family, for 32-bit words. */
    public static final int PARITY = 0x1BD11BDA;

    private Threefry() {
    }

    /** By how many bits word 1 is turned left in a round, from 0. */
    public static int rotation(int round) {
        return ROTATIONS[round % ROTATIONS.length];
    }

    /** Two words: the low half of the result is word 0. */
    public static long block(long key, long counter) {
        int next = (int) (key >>> 32);
        int second = PARITY ^ (int) key ^ next;
        int third = (int) key;
        int x0 = (int) counter + third;
        int x1 = (int) (counter >>> 32) + next;
        for (int round = 0; round < 20; round++) {
            x0 += x1;
            x1 = Integer.rotateLeft(x1, rotation(round)) ^ x0;
            if (round % 4 == 3) {
                x0 += next;
                x1 += second + round / 4 + 1;
                // The key's words take turns; an array of them would be allocated anew for each block.
                int first = next;
                next = second;
                second = third;
                third = first;
            }
        }
        return (x0 & 0xFFFFFFFFL) | (long) x1 << 32;
    }

    /** Element e of a uniform stream, on (0, 1): 23 bits of word 0, centred, so that f32 holds it exactly. */
    public static double uniform(long key, long element) {
        return (((int) block(key, element) >>> 9) + 0.5) * 0x1p-23;
    }

    /** Element e of a standard normal stream: √(−2 ln u)·cos 2πv, u from word 0, v from word 1. */
    public static double gaussian(long key, long element) {
        long words = block(key, element);
        double u = ((int) words >>> 1) * 0x1p-31 + 0x1p-32;
        double v = (int) (words >>> 40) * 0x1p-24;
        return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
    }
}
