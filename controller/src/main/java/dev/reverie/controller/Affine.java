package dev.reverie.controller;

/** One layer of a controller in a flat parameter vector: W row by row, [outputs, inputs], then b, [outputs]. */
final class Affine {
    private Affine() {
    }

    /** How many parameters it has. */
    static long parameters(int inputs, int outputs, boolean bias) {
        return (inputs + (bias ? 1L : 0)) * outputs;
    }

    /**
     * y = W x + b.
     *
     * @param parameters
     *            of which those of this layer begin at {@code at}
     * @param x
     *            its first {@code inputs} are read
     * @param y
     *            its first {@code outputs} are overwritten
     */
    static void apply(float[] parameters, int at, boolean bias, float[] x, int inputs, float[] y, int outputs) {
        for (int o = 0; o < outputs; o++) {
            y[o] = dot(parameters, at + o * inputs, x, inputs) + (bias ? parameters[at + outputs * inputs + o] : 0);
        }
    }

    /** Σ w[at + i] x[i] in eight partial sums, so that an addition need not wait for the one before. */
    private static float dot(float[] w, int at, float[] x, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = length - length % 8;
        for (int i = 0; i < whole; i += 8) {
            s0 += w[at + i] * x[i];
            s1 += w[at + i + 1] * x[i + 1];
            s2 += w[at + i + 2] * x[i + 2];
            s3 += w[at + i + 3] * x[i + 3];
            s4 += w[at + i + 4] * x[i + 4];
            s5 += w[at + i + 5] * x[i + 5];
            s6 += w[at + i + 6] * x[i + 6];
            s7 += w[at + i + 7] * x[i + 7];
        }
        for (int i = whole; i < length; i++) {
            s0 += w[at + i] * x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
