package dev.reverie.compute.plain;

/** The innermost loops of {@link PlainGemm}: short, on arrays, over neighbouring elements, as the JIT compiler's vectoriser wants them. */
final class RowProduct {
    private RowProduct() {
    }

    /**
     * sum += a·B, the products added in the order of k.
     *
     * @param a
     *            {@code depth} values from {@code from} on
     * @param b
     *            [depth, width] from {@code at} on
     * @param sum
     *            [width]
     */
    static void add(float[] a, int from, int depth, float[] b, int at, int width, float[] sum) {
        int whole = depth - depth % 8;
        for (int p = 0; p < whole; p += 8) {
            eight(a, from + p, b, at + p * width, width, sum);
        }
        for (int p = whole; p < depth; p++) {
            one(a[from + p], b, at + p * width, width, sum);
        }
    }

    /** sum += x. */
    static void add(float[] x, int width, float[] sum) {
        for (int j = 0; j < width; j++) {
            sum[j] += x[j];
        }
    }

    private static void one(float a, float[] b, int at, int width, float[] sum) {
        for (int j = 0; j < width; j++) {
            sum[j] += a * b[at + j];
        }
    }

    /** Eight rows of B a pass, so that the sums are read and written once for eight products. */
    private static void eight(float[] a, int from, float[] b, int at, int width, float[] sum) {
        float a0 = a[from];
        float a1 = a[from + 1];
        float a2 = a[from + 2];
        float a3 = a[from + 3];
        float a4 = a[from + 4];
        float a5 = a[from + 5];
        float a6 = a[from + 6];
        float a7 = a[from + 7];
        int b1 = at + width;
        int b2 = b1 + width;
        int b3 = b2 + width;
        int b4 = b3 + width;
        int b5 = b4 + width;
        int b6 = b5 + width;
        int b7 = b6 + width;
        for (int j = 0; j < width; j++) {
            sum[j] = sum[j] + a0 * b[at + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j] + a4 * b[b4 + j] + a5 * b[b5 + j]
                    + a6 * b[b6 + j]
                    + a7 * b[b7 + j];
        }
    }
}
