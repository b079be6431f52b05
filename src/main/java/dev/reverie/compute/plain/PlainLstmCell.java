package dev.reverie.compute.plain;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.LstmCell;

/** {@link LstmCell}, one unit after another, between its loads and stores in double. */
final class PlainLstmCell implements LstmCell {
    @Override
    public void forward(int rows, int hidden, float forgetBias, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext,
            int cNextOffset,
            Floats h, int hOffset, int hStride) {
        Gemm.within("gates", gates, gatesOffset, 4L * rows * hidden);
        Gemm.within("c", c, cOffset, (long) rows * hidden);
        Gemm.within("cNext", cNext, cNextOffset, (long) rows * hidden);
        Gemm.within("h", h, hOffset, rows == 0 ? 0 : (long) (rows - 1) * hStride + hidden);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < hidden; j++) {
                int at = gatesOffset + 4 * r * hidden + j;
                int cell = r * hidden + j;
                double i = Activation.SIGMOID.of(gates.get(at));
                double f = Activation.SIGMOID.of((double) gates.get(at + hidden) + forgetBias);
                double candidate = Math.tanh(gates.get(at + 2 * hidden));
                double o = Activation.SIGMOID.of(gates.get(at + 3 * hidden));
                double next = f * c.get(cOffset + cell) + i * candidate;
                gates.set(at, (float) i);
                gates.set(at + hidden, (float) f);
                gates.set(at + 2 * hidden, (float) candidate);
                gates.set(at + 3 * hidden, (float) o);
                cNext.set(cNextOffset + cell, (float) next);
                h.set(hOffset + r * hStride + j, (float) (o * Math.tanh(next)));
            }
        }
    }

    @Override
    public void backward(int rows, int hidden, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset,
            Floats dh,
            int dhOffset, int dhStride, Floats dc, int dcOffset) {
        Gemm.within("gates", gates, gatesOffset, 4L * rows * hidden);
        Gemm.within("c", c, cOffset, (long) rows * hidden);
        Gemm.within("cNext", cNext, cNextOffset, (long) rows * hidden);
        Gemm.within("dh", dh, dhOffset, rows == 0 ? 0 : (long) (rows - 1) * dhStride + hidden);
        Gemm.within("dc", dc, dcOffset, (long) rows * hidden);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < hidden; j++) {
                int at = gatesOffset + 4 * r * hidden + j;
                int cell = r * hidden + j;
                double i = gates.get(at);
                double f = gates.get(at + hidden);
                double candidate = gates.get(at + 2 * hidden);
                double o = gates.get(at + 3 * hidden);
                double squashed = Math.tanh(cNext.get(cNextOffset + cell));
                double dOut = dh.get(dhOffset + r * dhStride + j);
                double dCell = dc.get(dcOffset + cell) + dOut * o * (1 - squashed * squashed);
                gates.set(at, (float) (dCell * candidate * i * (1 - i)));
                gates.set(at + hidden, (float) (dCell * c.get(cOffset + cell) * f * (1 - f)));
                gates.set(at + 2 * hidden, (float) (dCell * i * (1 - candidate * candidate)));
                gates.set(at + 3 * hidden, (float) (dOut * squashed * o * (1 - o)));
                dc.set(dcOffset + cell, (float) (dCell * f));
            }
        }
    }
}
