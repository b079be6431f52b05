package dev.reverie.compute;

import dev.reverie.compute.Elementwise.Function;

/**
 * {@link LstmCell} with layer normalisation (Ba, Kiros and Hinton 2016), as TensorFlow's {@code LayerNormBasicLSTMCell} has it, row by row
 * on the calling thread.
 *
 * <p>Each of the four gates' products [x, h]·kernel is brought to mean 0 and variance 1 over the hidden units, then gets a gain and a shift
 * of its own; so does the new cell σ(f)·c + σ(i)·tanh(c̃). It is the normalised cell that is carried on, and that the output reads: the
 * paper's supplement carries the cell as it was before.
 *
 * <p>Weights are one buffer [10H]: the gates' shifts [4H], where a bias would be, with the forget gate's constant; the gates' gains [4H];
 * the cell's gain [H]; its shift [H]. Safe for many threads.
 */
public final class NormalisedCell {
    /** What backward needs of a row: normalised values of the gates and the cell, and an inverse deviation for each. */
    private static final int NORMS = 5;
    /** Added to the variance, as TensorFlow's layers do. */
    private static final float EPSILON = 1e-12f;

    /** One row of everything, a thread's own. */
    private static final class Scratch {
        private final int hidden;
        private final float[] row;
        private final float[] dOut;
        private final float[] out;
        private final float[] squashed;
        private final float[] d;
        private final float[] trace;
        private final Floats tanh;
        private final Floats zeros;

        Scratch(int hidden) {
            this.hidden = hidden;
            row = new float[4 * hidden];
            dOut = new float[hidden];
            out = new float[hidden];
            squashed = new float[hidden];
            d = new float[hidden];
            trace = new float[traceSize(hidden)];
            tanh = Floats.allocate(hidden);
            zeros = Floats.allocate(hidden);
        }
    }

    private static final ThreadLocal<Scratch> SCRATCH = new ThreadLocal<>();

    private final int hidden;
    private final float[] weights;
    private final LstmCell cell;
    private final Elementwise elementwise;

    private NormalisedCell(int hidden, float[] weights, Kernels kernels) {
        this.hidden = hidden;
        this.weights = weights;
        cell = kernels.lstmCell();
        elementwise = kernels.elementwise();
    }

    /**
     * With a copy of the weights.
     *
     * @param weights
     *            [10H], the forget gate's constant in them
     */
    public static NormalisedCell of(int hidden, Floats weights, Kernels kernels) {
        Floats.check("weights", weights, weightsSize(hidden));
        return new NormalisedCell(hidden, weights.toArray(), kernels);
    }

    /** Floats in the weights. */
    public static int weightsSize(int hidden) {
        return 2 * NORMS * hidden;
    }

    /** Floats that backward needs of a row of forward. */
    static int traceSize(int hidden) {
        return NORMS * (hidden + 1);
    }

    private Scratch scratch() {
        var scratch = SCRATCH.get();
        if (scratch == null || scratch.hidden != hidden) {
            scratch = new Scratch(hidden);
            SCRATCH.set(scratch);
        }
        return scratch;
    }

    /** Where gain and shift of norm k stand: the gates' in their order, then the cell's. */
    private int gain(int k) {
        return k < 4 ? (4 + k) * hidden : 8 * hidden;
    }

    private int shift(int k) {
        return k < 4 ? k * hidden : 9 * hidden;
    }

    /**
     * As {@link LstmCell#forward}.
     *
     * @param gates
     *            [rows, 4H] products in, activations out
     * @param trace
     *            gets what {@link #backward} needs, {@link #traceSize} a row; null for nothing
     */
    public void forward(int rows, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset, Floats h,
            int hOffset, int hStride, Floats trace, int traceOffset) {
        int H = hidden;
        var s = scratch();
        for (int r = 0; r < rows; r++) {
            int g = gatesOffset + r * 4 * H;
            int next = cNextOffset + r * H;
            int out = hOffset + r * hStride;
            gates.read(g, s.row, 0, 4 * H);
            for (int k = 0; k < 4; k++) {
                norm(s, k, k * H);
            }
            gates.write(g, s.row, 0, 4 * H);
            cell.forward(1, H, 0, gates, g, c, cOffset + r * H, cNext, next, h, out, H);
            cNext.read(next, s.row, 0, H);
            norm(s, 4, 0);
            cNext.write(next, s.row, 0, H);
            elementwise.apply(Function.TANH, cNext, next, h, out, H);
            h.read(out, s.squashed, 0, H);
            gates.read(g + 3 * H, s.out, 0, H);
            for (int j = 0; j < H; j++) {
                s.squashed[j] *= s.out[j];
            }
            h.write(out, s.squashed, 0, H);
            if (trace != null) {
                trace.write(traceOffset + r * s.trace.length, s.trace, 0, s.trace.length);
            }
        }
    }

    /** Norm k of H values of the row, in place, with its gain and shift. */
    private void norm(Scratch s, int k, int from) {
        s.trace[NORMS * hidden + k] = LayerNorm.normalise(s.row, from, hidden, EPSILON);
        System.arraycopy(s.row, from, s.trace, k * hidden, hidden);
        int gain = gain(k);
        int shift = shift(k);
        for (int j = 0; j < hidden; j++) {
            s.row[from + j] = s.row[from + j] * weights[gain + j] + weights[shift + j];
        }
    }

    /**
     * As {@link LstmCell#backward}, rows of dh without a gap.
     *
     * @param gates
     *            [rows, 4H] activations in, gradients of the products out
     * @param trace
     *            of forward
     * @param dWeights
     *            [10H], gets the gradient of the weights added
     */
    void backward(int rows, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset, Floats dh, int dhOffset,
            Floats dc, int dcOffset, Floats trace, int traceOffset, float[] dWeights) {
        int H = hidden;
        var s = scratch();
        for (int r = 0; r < rows; r++) {
            int g = gatesOffset + r * 4 * H;
            int next = cNextOffset + r * H;
            int state = dcOffset + r * H;
            trace.read(traceOffset + r * s.trace.length, s.trace, 0, s.trace.length);
            output(s, gates, g, cNext, next, dh, dhOffset + r * H, dc, state);
            normBackward(s, 4, s.d, 0, dWeights);
            dc.write(state, s.d, 0, H);
            // The output's part is done: with no gradient of h, this is the rest.
            cell.backward(1, H, gates, g, c, cOffset + r * H, cNext, next, s.zeros, 0, H, dc, state);
            gates.read(g, s.row, 0, 3 * H);
            System.arraycopy(s.dOut, 0, s.row, 3 * H, H);
            for (int k = 0; k < 4; k++) {
                normBackward(s, k, s.row, k * H, dWeights);
            }
            gates.write(g, s.row, 0, 4 * H);
        }
    }

    /** Through h' = σ(o)·tanh(c'): the gradients of o and of the normalised cell. */
    private void output(Scratch s, Floats gates, int g, Floats cNext, int next, Floats dh, int up, Floats dc, int state) {
        int H = hidden;
        elementwise.apply(Function.TANH, cNext, next, s.tanh, 0, H);
        s.tanh.read(0, s.squashed, 0, H);
        gates.read(g + 3 * H, s.out, 0, H);
        dh.read(up, s.dOut, 0, H);
        dc.read(state, s.d, 0, H);
        for (int j = 0; j < H; j++) {
            float through = s.dOut[j] * s.out[j];
            s.d[j] += through * (1 - s.squashed[j] * s.squashed[j]);
            s.dOut[j] = through * s.squashed[j] * (1 - s.out[j]);
        }
    }

    /** Through norm k, its gain and its shift. */
    private void normBackward(Scratch s, int k, float[] d, int from, float[] dWeights) {
        int gain = gain(k);
        int shift = shift(k);
        int values = k * hidden;
        for (int j = 0; j < hidden; j++) {
            dWeights[gain + j] += d[from + j] * s.trace[values + j];
            dWeights[shift + j] += d[from + j];
            d[from + j] *= weights[gain + j];
        }
        LayerNorm.backward(s.trace, values, s.trace[NORMS * hidden + k], d, from, hidden);
    }
}
