package dev.reverie.core;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The generator xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", TOMS 2021), period 2^256 − 1.
 *
 * <p>Why not one of the JDK's: their state cannot be saved, so a resumed training would draw other numbers than an uninterrupted one; and
 * the JDK does not specify how {@code nextGaussian} and bounded numbers come about. Here every method a stage uses is written down, with
 * {@link StrictMath} where a function is needed, so a seed gives the same bits on any machine and any JDK. Not for secrets. An instance
 * belongs to one thread.
 */
public final class Xoshiro256 implements RandomGenerator {
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    private Xoshiro256(long[] state) {
        if (state.length != 4 || (state[0] | state[1] | state[2] | state[3]) == 0) {
            throw new IllegalArgumentException("state must be 4 words, not all 0; had " + state.length);
        }
        s0 = state[0];
        s1 = state[1];
        s2 = state[2];
        s3 = state[3];
    }

    /**
     * A generator that continues where another stood.
     *
     * @param state
     *            what {@link #state()} gave: 4 words, not all 0
     */
    public static Xoshiro256 of(long... state) {
        return new Xoshiro256(state);
    }

    /** The whole state, 4 words: what a checkpoint keeps. */
    public long[] state() {
        return new long[]{s0, s1, s2, s3};
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** The upper half of one word. */
    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /** Uniform on 0..bound-1, by multiplication, without bias (Lemire, "Fast random integer generation in an interval", TOMACS 2019). */
    @Override
    public int nextInt(int bound) {
        Arguments.atLeast(1, "bound", bound);
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xFFFFFFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** 0..size-1 in random order. */
    public int[] permutation(int size) {
        int[] order = IntStream.range(0, size).toArray();
        shuffle(order);
        return order;
    }

    /** Puts values in random order (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    @Override
    public int nextInt(int origin, int bound) {
        if (bound <= origin || bound - origin < 0) {
            throw new IllegalArgumentException("bound must be above origin by less than 2^31, was " + origin + ".." + bound);
        }
        return origin + nextInt(bound - origin);
    }

    /** Uniform on [0, 1): the upper 53 bits of one word. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform on [0, 1): the upper 24 bits of one word. */
    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** The upper bit of one word. */
    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /**
     * Standard normal by the polar method (Marsaglia and Bray 1964); the pair's second number is dropped, so that the state is four words
     * and no more.
     */
    @Override
    public double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                return u * Math.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** Standard exponential by inversion. */
    @Override
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }
}
