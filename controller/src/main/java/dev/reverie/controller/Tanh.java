package dev.reverie.controller;

/**
 * The hyperbolic tangent of a float: {@code (float) StrictMath.tanh(x)} to the bit, several times faster.
 *
 * <p>A quick value is taken where all doubles within its error round to the same float, and the exact one elsewhere, about once in ten
 * thousand (Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last bit", ACM TOMS 1991).
 */
final class Tanh {
    /** Below, the quick value has too few good bits. */
    private static final float LEAST = 0x1p-10f;
    /** Math.exp is within 1 ulp, StrictMath.tanh within 2.5: with the roundings of 1 − 2 / (e + 1) less than 2^-49 in all. */
    private static final double ERROR = 0x1p-48;

    private Tanh() {
    }

    static float of(float x) {
        float size = Math.abs(x);
        if (size >= LEAST) {
            double quick = 1 - 2 / (Math.exp(2.0 * size) + 1);
            float rounded = (float) (quick - ERROR);
            if (rounded == (float) (quick + ERROR)) {
                return Math.copySign(rounded, x);
            }
        }
        return (float) StrictMath.tanh(x);
    }

    /** Of the first {@code length} elements, in place. */
    static void apply(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = of(values[i]);
        }
    }
}
