package dev.reverie.compute.plain;

/** The upper half of a 32-bit float: 8 bits of mantissa, the same exponents. */
public final class Bfloat16 {
    private Bfloat16() {
    }

    /** The nearest bfloat16, ties to even, as a float; NaN stays NaN. */
    static float round(float x) {
        if (Float.isNaN(x)) {
            return x;
        }
        int bits = Float.floatToRawIntBits(x);
        return Float.intBitsToFloat(bits + 0x7FFF + (bits >>> 16 & 1) & 0xFFFF0000);
    }

    /** Rounds {@code length} values in place. */
    public static void round(float[] values, int from, int length) {
        for (int i = from; i < from + length; i++) {
            values[i] = round(values[i]);
        }
    }
}
