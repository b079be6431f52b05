package dev.reverie.compute;

/**
 * The elementwise half of a long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000), for some rows of one
 * step, on the calling thread. Gates stand in a row as [i, f, c̃, o], each H wide.
 */
public interface LstmCell {
    /**
     * c' = σ(f + forgetBias)·c + σ(i)·tanh(c̃); h' = σ(o)·tanh(c').
     *
     * @param gates
     *            [rows, 4H] pre-activations in, activations out
     * @param c
     *            [rows, H] cell before the step
     * @param cNext
     *            [rows, H] cell after the step; may be c
     * @param h
     *            rows of H, {@code hStride} floats apart; output after the step
     */
    void forward(int rows, int hidden, float forgetBias, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext,
            int cNextOffset, Floats h,
            int hOffset, int hStride);

    /**
     * The step's gradient.
     *
     * @param gates
     *            [rows, 4H] activations in, gradients of the pre-activations out
     * @param c
     *            [rows, H] cell before the step
     * @param cNext
     *            [rows, H] cell after the step
     * @param dh
     *            rows of H, {@code dhStride} apart: gradient of h', not modified
     * @param dc
     *            [rows, H] gradient of c' in, of c out
     */
    void backward(int rows, int hidden, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset, Floats dh,
            int dhOffset,
            int dhStride, Floats dc, int dcOffset);
}
