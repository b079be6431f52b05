package dev.reverie.compute;

/**
 * Layer normalisation with gain and shift (Ba, Kiros and Hinton 2016), row by row on the calling thread. In the parameters, gain [W] is
 * followed by shift [W].
 */
final class RowNorm {
    /** Added to the variance, as PyTorch's layers do. */
    private static final float EPSILON = 1e-5f;

    private final int width;
    private final float[] line;
    private final float[] values;
    private final float[] gain;
    private final float[] shift;
    private final float[] dGain;
    private final float[] dShift;

    RowNorm(int width) {
        this.width = width;
        line = new float[width];
        values = new float[width];
        gain = new float[width];
        shift = new float[width];
        dGain = new float[width];
        dShift = new float[width];
    }

    /**
     * @param normal
     *            gets x with mean 0 and variance 1, from {@code row} on, for backward; null if there is none
     * @param inverse
     *            gets 1 / deviation of each row, from {@code row} on; null if {@code normal} is
     */
    void forward(int rows, Floats x, int xAt, Floats weights, int at, Floats normal, float[] inverse, int row,
            Floats y) {
        read(weights, at);
        for (int r = 0; r < rows; r++) {
            x.read(xAt + r * width, line, 0, width);
            float scale = LayerNorm.normalise(line, 0, width, EPSILON);
            if (normal != null) {
                normal.write((row + r) * width, line, 0, width);
                inverse[row + r] = scale;
            }
            apply();
            y.write(r * width, line, 0, width);
        }
    }

    /** y again, from what forward wrote. */
    void again(int rows, Floats normal, int row, Floats weights, int at, Floats y) {
        read(weights, at);
        for (int r = 0; r < rows; r++) {
            normal.read((row + r) * width, line, 0, width);
            apply();
            y.write(r * width, line, 0, width);
        }
    }

    private void read(Floats weights, int at) {
        weights.read(at, gain, 0, width);
        weights.read(at + width, shift, 0, width);
    }

    private void apply() {
        for (int j = 0; j < width; j++) {
            line[j] = line[j] * gain[j] + shift[j];
        }
    }

    /**
     * @param dy
     *            of the rows alone
     * @param dx
     *            gets the gradient of x added
     * @param gradients
     *            get those of gain and shift added at {@code at}
     */
    void backward(int rows, Floats dy, Floats normal, float[] inverse, int row, Floats weights, int at,
            Floats dx, int dxAt, Floats gradients) {
        read(weights, at);
        gradients.read(at, dGain, 0, width);
        gradients.read(at + width, dShift, 0, width);
        for (int r = 0; r < rows; r++) {
            normal.read((row + r) * width, values, 0, width);
            dy.read(r * width, line, 0, width);
            for (int j = 0; j < width; j++) {
                dGain[j] += line[j] * values[j];
                dShift[j] += line[j];
                line[j] *= gain[j];
            }
            LayerNorm.backward(values, 0, inverse[row + r], line, 0, width);
            dx.read(dxAt + r * width, values, 0, width);
            for (int j = 0; j < width; j++) {
                line[j] += values[j];
            }
            dx.write(dxAt + r * width, line, 0, width);
        }
        gradients.write(at, dGain, 0, width);
        gradients.write(at + width, dShift, 0, width);
    }
}
