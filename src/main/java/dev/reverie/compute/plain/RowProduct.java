package dev.reverie.compute.plain;

/**
 * The innermost loops of {@link PlainGemm} and of attention step by step: short, on few whole arrays, as the JIT compiler's vectoriser
 * wants them.
 */
public final class RowProduct {
    private RowProduct() {
    }

    /**
     * sum += a·B, the products added in the order of k.
     *
     * @param a
     *            {@code depth} values from {@code from} on
     * @param b
     *            rows of B, {@code depth} of them from {@code first} on
     * @param width
     *            columns
     */
    public static void add(float[] a, int from, int depth, float[][] b, int first, int width, float[] sum) {
        int whole = depth - depth % 4;
        for (int p = 0; p < whole; p += 4) {
            four(a, from + p, b[first + p], b[first + p + 1], b[first + p + 2], b[first + p + 3], width, sum);
        }
        for (int p = whole; p < depth; p++) {
            one(a[from + p], b[first + p], width, sum);
        }
    }

    /** sum += x. */
    static void add(float[] x, int width, float[] sum) {
        for (int j = 0; j < width; j++) {
            sum[j] += x[j];
        }
    }

    private static void one(float a, float[] b, int width, float[] sum) {
        for (int j = 0; j < width; j++) {
            sum[j] += a * b[j];
        }
    }

    /** Four rows of B a pass, so that the sums are read and written once for four products; eight are no longer vectorised. */
    private static void four(float[] a, int from, float[] b0, float[] b1, float[] b2, float[] b3, int width, float[] sum) {
        float a0 = a[from];
        float a1 = a[from + 1];
        float a2 = a[from + 2];
        float a3 = a[from + 3];
        for (int j = 0; j < width; j++) {
            sum[j] = sum[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
        }
    }
}
