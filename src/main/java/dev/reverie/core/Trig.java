package dev.reverie.core;

/**
 * Sine and cosine with the bits of {@link StrictMath}, without an allocation. The JDK's own allocate an array at every call since version
 * 21, until they are compiled; an environment that calls them at every step then allocates at every step.
 *
 * <p>The angle is reduced to −π/4..π/4 by subtracting a multiple of π/2 in as many parts as the cancellation asks for (Cody and Waite,
 * "Software Manual for the Elementary Functions", 1980). What is left is a sum of two doubles, whose sine or cosine is a polynomial. {@link
 * StrictMath} is specified to be fdlibm 5.3; the coefficients, the parts of π/2, and the order of operations are therefore those that it is
 * specified by.
 */
public final class Trig {
    private static final double HALF_PI = Math.PI / 2;
    private static final double PER_HALF_PI = 0x1.45f306dc9c883p-1;
    /** π/2 in three parts of 33 bits, so that their products with a count are exact; each with what is left of π/2 after it. */
    private static final double PART_1 = 0x1.921fb544p0;
    private static final double REST_1 = 0x1.0b4611a626331p-34;
    private static final double PART_2 = 0x1.0b4611a6p-34;
    private static final double REST_2 = 0x1.3198a2e037073p-69;
    private static final double PART_3 = 0x1.3198a2ep-69;
    private static final double REST_3 = 0x1.b839a252049c1p-104;
    /** Greatest count for which one part is enough, unless the angle is as near to a multiple as the upper half of its bits can tell. */
    private static final int FEW = 31;
    /** Bits that cancel before a second and a third part are needed. */
    private static final int ONE_PART = 16;
    private static final int TWO_PARTS = 49;
    /** High words of the angles from which on an angle is reduced, and from which on {@link StrictMath} must do it: π/4, and 2^19 · π/2. */
    private static final int QUARTER = high(Math.PI / 4);
    private static final int FAR = high(HALF_PI * (1 << 19));
    private static final double TINY = 0x1p-27;

    private static final double S1 = -0x1.5555555555549p-3;
    private static final double S2 = 0x1.111111110f8a6p-7;
    private static final double S3 = -0x1.a01a019c161d5p-13;
    private static final double S4 = 0x1.71de357b1fe7dp-19;
    private static final double S5 = -0x1.ae5e68a2b9cebp-26;
    private static final double S6 = 0x1.5d93a5acfd57cp-33;

    private static final double C1 = 0x1.555555555554cp-5;
    private static final double C2 = -0x1.6c16c16c15177p-10;
    private static final double C3 = 0x1.a01a019cb159p-16;
    private static final double C4 = -0x1.27e4f809c52adp-22;
    private static final double C5 = 0x1.1ee9ebdb4b1c4p-29;
    private static final double C6 = -0x1.8fae9be8838d4p-37;

    private Trig() {
    }

    /** As {@link StrictMath#sin}. */
    public static double sin(double angle) {
        int size = high(Math.abs(angle));
        if (size > FAR) {
            return StrictMath.sin(angle);
        }
        return size <= QUARTER ? sine(angle, 0, true) : reduced(angle, 0);
    }

    /** As {@link StrictMath#cos}. */
    public static double cos(double angle) {
        int size = high(Math.abs(angle));
        if (size > FAR) {
            return StrictMath.cos(angle);
        }
        return size <= QUARTER ? cosine(angle, 0) : reduced(angle, 1);
    }

    /** The sine of the angle plus so many quarters of a turn. */
    private static double reduced(double angle, int quarters) {
        double size = Math.abs(angle);
        int count = (int) (size * PER_HALF_PI + 0.5);
        double left = size - count * PART_1;
        double rest = count * REST_1;
        if (count > FEW || high(size) == high(count * HALF_PI)) {
            if (count == 1) {
                left -= PART_2;
                rest = REST_2;
            } else if (cancelled(size, left - rest) > ONE_PART) {
                double before = left;
                double part = count * PART_2;
                left = before - part;
                rest = count * REST_2 - (before - left - part);
                if (cancelled(size, left - rest) > TWO_PARTS) {
                    before = left;
                    part = count * PART_3;
                    left = before - part;
                    rest = count * REST_3 - (before - left - part);
                }
            }
        }
        double x = left - rest;
        double tail = left - x - rest;
        return angle > 0 ? turned(x, tail, count + quarters) : turned(-x, -tail, quarters - count);
    }

    private static double turned(double x, double tail, int quarters) {
        double value = (quarters & 1) == 0 ? sine(x, tail, false) : cosine(x, tail);
        return (quarters & 2) == 0 ? value : -value;
    }

    /** Of x + tail, |x| ≤ π/4. */
    private static double sine(double x, double tail, boolean exact) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        double x2 = x * x;
        double x3 = x2 * x;
        double upper = S2 + x2 * (S3 + x2 * (S4 + x2 * (S5 + x2 * S6)));
        return exact ? x + x3 * (S1 + x2 * upper) : x - (x2 * (0.5 * tail - x3 * upper) - tail - x3 * S1);
    }

    /** Of x + tail, |x| ≤ π/4. */
    private static double cosine(double x, double tail) {
        double size = Math.abs(x);
        if (size < TINY) {
            return 1;
        }
        double x2 = x * x;
        double upper = x2 * (C1 + x2 * (C2 + x2 * (C3 + x2 * (C4 + x2 * (C5 + x2 * C6)))));
        double small = x2 * upper - x * tail;
        if (high(size) < 0x3fd33333) { // 0.3
            return 1 - (0.5 * x2 - small);
        }
        // 1 − x²/2 would lose a bit; about x/4 is taken from both first, exactly
        double shift = high(size) > 0x3fe90000 ? 0.28125 : Double.longBitsToDouble((long) (high(size) - 0x200000) << 32);
        return 1 - shift - (0.5 * x2 - shift - small);
    }

    /** Bits by which a difference is shorter than what it was taken from. */
    private static int cancelled(double from, double difference) {
        return Math.getExponent(from) - Math.getExponent(difference);
    }

    /** The upper half of the bits, by which the cases are told apart. */
    private static int high(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> 32);
    }
}
