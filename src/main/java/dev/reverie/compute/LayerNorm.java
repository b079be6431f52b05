package dev.reverie.compute;

/** Layer normalisation of single rows (Ba, Kiros and Hinton 2016, equation 4), in place, without gain and shift. */
final class LayerNorm {
    private LayerNorm() {
    }

    /**
     * To mean 0 and variance 1.
     *
     * @param epsilon
     *            added to the variance
     * @return 1 / deviation, for {@link #backward}
     */
    static float normalise(float[] x, int from, int length, float epsilon) {
        float mean = sum(x, from, length) / length;
        for (int j = from; j < from + length; j++) {
            x[j] -= mean;
        }
        float inverse = (float) (1 / Math.sqrt(dot(x, from, x, from, length) / length + epsilon));
        for (int j = from; j < from + length; j++) {
            x[j] *= inverse;
        }
        return inverse;
    }

    /**
     * The gradient of x.
     *
     * @param values
     *            what {@link #normalise} made, from {@code valuesFrom} on
     * @param inverse
     *            what it gave back
     * @param d
     *            gradient of the values in, of x out, from {@code from} on
     */
    static void backward(float[] values, int valuesFrom, float inverse, float[] d, int from, int length) {
        float mean = sum(d, from, length) / length;
        float along = dot(d, from, values, valuesFrom, length) / length;
        for (int j = 0; j < length; j++) {
            d[from + j] = inverse * (d[from + j] - mean - values[valuesFrom + j] * along);
        }
    }

    /** In four partial sums, which the processor adds side by side and which round less than one. */
    static float sum(float[] x, int from, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = from;
        for (; j + 3 < from + length; j += 4) {
            a += x[j];
            b += x[j + 1];
            c += x[j + 2];
            d += x[j + 3];
        }
        for (; j < from + length; j++) {
            a += x[j];
        }
        return a + b + (c + d);
    }

    /** Σ x·y, likewise. */
    static float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = 0;
        for (; j + 3 < length; j += 4) {
            a += x[xFrom + j] * y[yFrom + j];
            b += x[xFrom + j + 1] * y[yFrom + j + 1];
            c += x[xFrom + j + 2] * y[yFrom + j + 2];
            d += x[xFrom + j + 3] * y[yFrom + j + 3];
        }
        for (; j < length; j++) {
            a += x[xFrom + j] * y[yFrom + j];
        }
        return a + b + (c + d);
    }
}
