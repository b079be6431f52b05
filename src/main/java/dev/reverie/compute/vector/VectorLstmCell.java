package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.LstmCell;
import jdk.incubator.vector.FloatVector;

/** {@link LstmCell}: the four gates of L units at a time. Hidden sizes that are no multiple of L end in a partial vector. */
final class VectorLstmCell implements LstmCell {
    private static final FloatVector ONE = FloatVector.broadcast(Lanes.F, 1f);

    @Override
    public void forward(int rows, int hidden, float forgetBias, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset,
            Floats h, int hOffset, int hStride) {
        Gemm.within("gates", gates, gatesOffset, 4L * rows * hidden);
        Gemm.within("c", c, cOffset, (long) rows * hidden);
        Gemm.within("cNext", cNext, cNextOffset, (long) rows * hidden);
        Gemm.within("h", h, hOffset, (long) (rows - 1) * hStride + hidden);
        int whole = hidden - hidden % L;
        for (int r = 0; r < rows; r++) {
            int g = gatesOffset + 4 * r * hidden;
            int from = cOffset + r * hidden;
            int to = cNextOffset + r * hidden;
            int out = hOffset + r * hStride;
            forwardRow(hidden, whole, forgetBias, Lanes.view(gates), g, Lanes.view(c), from, Lanes.view(cNext), to, Lanes.view(h), out);
            if (whole < hidden) {
                forwardTail(hidden, whole, forgetBias, gates, g, c, from, cNext, to, h, out);
            }
        }
    }

    private static void forwardRow(int hidden, int whole, float forgetBias, Object gates, int g, Object c, int from, Object cNext, int to, Object h,
            int out) {
        for (int j = 0; j < whole; j += L) {
            var i = VectorMath.sigmoid(Lanes.load(gates, g + j));
            var f = VectorMath.sigmoid(Lanes.load(gates, g + hidden + j).add(forgetBias));
            var candidate = VectorMath.tanh(Lanes.load(gates, g + 2 * hidden + j));
            var cell = f.fma(Lanes.load(c, from + j), i.mul(candidate));
            Lanes.store(i, gates, g + j);
            Lanes.store(f, gates, g + hidden + j);
            Lanes.store(candidate, gates, g + 2 * hidden + j);
            Lanes.store(cell, cNext, to + j);
            output(gates, g + 3 * hidden + j, cell, h, out + j);
        }
    }

    private static void output(Object gates, int at, FloatVector cell, Object h, int out) {
        var o = VectorMath.sigmoid(Lanes.load(gates, at));
        Lanes.store(o, gates, at);
        Lanes.store(o.mul(VectorMath.tanh(cell)), h, out);
    }

    private static void forwardTail(int hidden, int j, float forgetBias, Floats gates, int g, Floats c, int from, Floats cNext, int to, Floats h,
            int out) {
        int count = hidden - j;
        var i = VectorMath.sigmoid(Lanes.loadTail(gates, g + j, count, 0));
        var f = VectorMath.sigmoid(Lanes.loadTail(gates, g + hidden + j, count, 0).add(forgetBias));
        var candidate = VectorMath.tanh(Lanes.loadTail(gates, g + 2 * hidden + j, count, 0));
        var o = VectorMath.sigmoid(Lanes.loadTail(gates, g + 3 * hidden + j, count, 0));
        var cell = f.fma(Lanes.loadTail(c, from + j, count, 0), i.mul(candidate));
        Lanes.storeTail(i, gates, g + j, count);
        Lanes.storeTail(f, gates, g + hidden + j, count);
        Lanes.storeTail(candidate, gates, g + 2 * hidden + j, count);
        Lanes.storeTail(o, gates, g + 3 * hidden + j, count);
        Lanes.storeTail(cell, cNext, to + j, count);
        Lanes.storeTail(o.mul(VectorMath.tanh(cell)), h, out + j, count);
    }

    @Override
    public void backward(int rows, int hidden, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset, Floats dh,
            int dhOffset, int dhStride, Floats dc, int dcOffset) {
        Gemm.within("gates", gates, gatesOffset, 4L * rows * hidden);
        Gemm.within("c", c, cOffset, (long) rows * hidden);
        Gemm.within("cNext", cNext, cNextOffset, (long) rows * hidden);
        Gemm.within("dh", dh, dhOffset, (long) (rows - 1) * dhStride + hidden);
        Gemm.within("dc", dc, dcOffset, (long) rows * hidden);
        int whole = hidden - hidden % L;
        for (int r = 0; r < rows; r++) {
            int g = gatesOffset + 4 * r * hidden;
            int from = cOffset + r * hidden;
            int to = cNextOffset + r * hidden;
            int up = dhOffset + r * dhStride;
            int state = dcOffset + r * hidden;
            backwardRow(hidden, whole, Lanes.view(gates), g, Lanes.view(c), from, Lanes.view(cNext), to, Lanes.view(dh), up, Lanes.view(dc), state);
            if (whole < hidden) {
                backwardTail(hidden, whole, gates, g, c, from, cNext, to, dh, up, dc, state);
            }
        }
    }

    private static void backwardRow(int hidden, int whole, Object gates, int g, Object c, int from, Object cNext, int to, Object dh, int up, Object dc,
            int state) {
        for (int j = 0; j < whole; j += L) {
            var o = Lanes.load(gates, g + 3 * hidden + j);
            var squashed = VectorMath.tanh(Lanes.load(cNext, to + j));
            var dOut = Lanes.load(dh, up + j);
            Lanes.store(sigmoidSlope(dOut.mul(squashed), o), gates, g + 3 * hidden + j);
            var dCell = dOut.mul(o).fma(ONE.sub(squashed.mul(squashed)), Lanes.load(dc, state + j));
            cellBackward(hidden, gates, g + j, dCell, Lanes.load(c, from + j), dc, state + j);
        }
    }

    private static void cellBackward(int hidden, Object gates, int g, FloatVector dCell, FloatVector c, Object dc, int state) {
        var i = Lanes.load(gates, g);
        var f = Lanes.load(gates, g + hidden);
        var candidate = Lanes.load(gates, g + 2 * hidden);
        Lanes.store(sigmoidSlope(dCell.mul(candidate), i), gates, g);
        Lanes.store(sigmoidSlope(dCell.mul(c), f), gates, g + hidden);
        Lanes.store(dCell.mul(i).mul(ONE.sub(candidate.mul(candidate))), gates, g + 2 * hidden);
        Lanes.store(dCell.mul(f), dc, state);
    }

    private static FloatVector sigmoidSlope(FloatVector d, FloatVector y) {
        return d.mul(y.mul(ONE.sub(y)));
    }

    private static void backwardTail(int hidden, int j, Floats gates, int g, Floats c, int from, Floats cNext, int to, Floats dh, int up, Floats dc,
            int state) {
        int count = hidden - j;
        var i = Lanes.loadTail(gates, g + j, count, 0);
        var f = Lanes.loadTail(gates, g + hidden + j, count, 0);
        var candidate = Lanes.loadTail(gates, g + 2 * hidden + j, count, 0);
        var o = Lanes.loadTail(gates, g + 3 * hidden + j, count, 0);
        var squashed = VectorMath.tanh(Lanes.loadTail(cNext, to + j, count, 0));
        var dOut = Lanes.loadTail(dh, up + j, count, 0);
        var dCell = dOut.mul(o).fma(ONE.sub(squashed.mul(squashed)), Lanes.loadTail(dc, state + j, count, 0));
        Lanes.storeTail(sigmoidSlope(dCell.mul(candidate), i), gates, g + j, count);
        Lanes.storeTail(sigmoidSlope(dCell.mul(Lanes.loadTail(c, from + j, count, 0)), f), gates, g + hidden + j, count);
        Lanes.storeTail(dCell.mul(i).mul(ONE.sub(candidate.mul(candidate))), gates, g + 2 * hidden + j, count);
        Lanes.storeTail(sigmoidSlope(dOut.mul(squashed), o), gates, g + 3 * hidden + j, count);
        Lanes.storeTail(dCell.mul(f), dc, state + j, count);
    }
}
