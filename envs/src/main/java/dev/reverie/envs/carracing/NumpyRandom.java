package dev.reverie.envs.carracing;

/**
 * The generator behind {@code numpy.random.default_rng(seed)}, bit for bit: PCG64 (a 128-bit congruential generator whose state is folded
 * to 64 bits by XSL-RR) seeded through a {@link SeedSequence}. It is here because the tracks of CarRacing are numpy's numbers.
 *
 * <p>Source: M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation" (2014),
 * section 6.3.3; numpy's defaults.
 */
final class NumpyRandom {
    private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
    private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
    private static final double UNIT = 0x1p-53;

    private final long incrementHigh;
    private final long incrementLow;
    private long high;
    private long low;
    private boolean halfLeft;
    private int half;

    /** As {@code default_rng(seed)}; the 64 bits of {@code seed} are read as a number without a sign. */
    NumpyRandom(long seed) {
        long[] words = new SeedSequence(seed).words(4);
        incrementHigh = words[2] << 1 | words[3] >>> 63;
        incrementLow = words[3] << 1 | 1;
        advance();
        add(words[0], words[1]);
        advance();
    }

    /** The next 64 bits. */
    long next() {
        advance();
        return Long.rotateRight(high ^ low, (int) (high >>> 58));
    }

    /** Uniform on [from, to), from 53 of the next 64 bits. */
    double uniform(double from, double to) {
        return from + (to - from) * ((next() >>> 11) * UNIT);
    }

    /**
     * Uniform on 0..n-1, as {@code integers(n)}: Lemire's multiplication with rejection on half words, of which the second is kept for the
     * next call.
     */
    int integer(int n) {
        long product;
        do {
            product = (nextHalf() & 0xFFFFFFFFL) * n;
        } while ((product & 0xFFFFFFFFL) < (1L << 32) % n);
        return (int) (product >>> 32);
    }

    private int nextHalf() {
        if (halfLeft) {
            halfLeft = false;
            return half;
        }
        long word = next();
        halfLeft = true;
        half = (int) (word >>> 32);
        return (int) word;
    }

    /** state = state · multiplier + increment, mod 2^128. */
    private void advance() {
        long carried = unsignedMultiplyHigh(low, MULTIPLIER_LOW);
        high = high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH + carried;
        low *= MULTIPLIER_LOW;
        add(incrementHigh, incrementLow);
    }

    private void add(long addedHigh, long addedLow) {
        low += addedLow;
        high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
    }

    /** Signed high word and the two's complement corrections; the JDK has it from 18 on. */
    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
