package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import dev.reverie.compute.Elementwise.Function;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.LstmCell;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/**
 * {@link LstmCell}, row by row: the gates' functions in place, then one loop that joins them. Everything of a row stays in the first-level
 * cache.
 */
final class VectorLstmCell implements LstmCell {
    private static MethodHandle output =
            Opaque.of(MethodHandles.lookup(), "output", int.class, Object.class, int.class, Object.class, Object.class,
                    int.class, Object.class, int.class, int.class);
    private static MethodHandle cellBackward =
            Opaque.of(MethodHandles.lookup(), "cellBackward", int.class, Object.class, int.class, Object.class,
                    int.class, Object.class, int.class, int.class);

    private final VectorElementwise elementwise = new VectorElementwise();
    /** tanh of the new cells, one row, this thread's own. */
    private final ThreadLocal<Floats> squashed = ThreadLocal.withInitial(() -> Floats.allocate(512));

    @Override
    public void forward(int rows, int hidden, float forgetBias, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext,
            int cNextOffset,
            Floats h, int hOffset, int hStride) {
        Gemm.within("gates", gates, gatesOffset, 4L * rows * hidden);
        Gemm.within("c", c, cOffset, (long) rows * hidden);
        Gemm.within("cNext", cNext, cNextOffset, (long) rows * hidden);
        Gemm.within("h", h, hOffset, (long) (rows - 1) * hStride + hidden);
        for (int r = 0; r < rows; r++) {
            int g = gatesOffset + 4 * r * hidden;
            int from = cOffset + r * hidden;
            int to = cNextOffset + r * hidden;
            int out = hOffset + r * hStride;
            if (forgetBias != 0) {
                addConstant(forgetBias, gates, g + hidden, hidden);
            }
            elementwise.apply(Function.SIGMOID, gates, g, gates, g, 2 * hidden);
            elementwise.apply(Function.TANH, gates, g + 2 * hidden, gates, g + 2 * hidden, hidden);
            elementwise.apply(Function.SIGMOID, gates, g + 3 * hidden, gates, g + 3 * hidden, hidden);
            cell(hidden, gates, g, c, from, cNext, to);
            elementwise.apply(Function.TANH, cNext, to, h, out, hidden);
            multiply(gates, g + 3 * hidden, h, out, hidden);
        }
    }

    private static void addConstant(float constant, Floats y, int at, int length) {
        for (int i = at; i < at + length; i++) {
            y.set(i, y.get(i) + constant);
        }
    }

    /** c' = f·c + i·c̃ */
    private static void cell(int hidden, Floats gates, int g, Floats c, int from, Floats cNext, int to) {
        int whole = hidden - hidden % L;
        cell(hidden, Lanes.view(gates), g, Lanes.view(c), from, Lanes.view(cNext), to, whole);
        for (int j = whole; j < hidden; j++) {
            cNext.set(to + j, Math.fma(gates.get(g + hidden + j), c.get(from + j), gates.get(g + j) * gates.get(g + 2 * hidden + j)));
        }
    }

    private static void cell(int hidden, Object gates, int g, Object c, int from, Object cNext, int to, int length) {
        for (int j = 0; j < length; j += L) {
            var written = Lanes.load(gates, g + j).mul(Lanes.load(gates, g + 2 * hidden + j));
            Lanes.store(Lanes.load(gates, g + hidden + j).fma(Lanes.load(c, from + j), written), cNext, to + j);
        }
    }

    private static void multiply(Floats x, int xOffset, Floats y, int yOffset, int length) {
        int whole = length - length % L;
        multiply(Lanes.view(x), xOffset, Lanes.view(y), yOffset, whole);
        for (int i = whole; i < length; i++) {
            y.set(yOffset + i, y.get(yOffset + i) * x.get(xOffset + i));
        }
    }

    private static void multiply(Object x, int xOffset, Object y, int yOffset, int length) {
        for (int i = 0; i < length; i += L) {
            Lanes.store(Lanes.load(y, yOffset + i).mul(Lanes.load(x, xOffset + i)), y, yOffset + i);
        }
    }

    @Override
    public void backward(int rows, int hidden, Floats gates, int gatesOffset, Floats c, int cOffset, Floats cNext, int cNextOffset,
            Floats dh,
            int dhOffset, int dhStride, Floats dc, int dcOffset) {
        Gemm.within("gates", gates, gatesOffset, 4L * rows * hidden);
        Gemm.within("c", c, cOffset, (long) rows * hidden);
        Gemm.within("cNext", cNext, cNextOffset, (long) rows * hidden);
        Gemm.within("dh", dh, dhOffset, (long) (rows - 1) * dhStride + hidden);
        Gemm.within("dc", dc, dcOffset, (long) rows * hidden);
        int whole = hidden - hidden % L;
        var tanh = squashed(hidden);
        for (int r = 0; r < rows; r++) {
            int g = gatesOffset + 4 * r * hidden;
            int from = cOffset + r * hidden;
            int up = dhOffset + r * dhStride;
            int state = dcOffset + r * hidden;
            elementwise.apply(Function.TANH, cNext, cNextOffset + r * hidden, tanh, 0, hidden);
            row(hidden, gates, g, c, from, tanh, dh, up, dc, state, whole);
            for (int j = whole; j < hidden; j++) {
                backward(hidden, gates, g + j, c.get(from + j), tanh.get(j), dh.get(up + j), dc, state + j);
            }
        }
    }

    private Floats squashed(int hidden) {
        if (squashed.get().size() < hidden) {
            squashed.set(Floats.allocate(hidden));
        }
        return squashed.get();
    }

    private static void row(int hidden, Floats gates, int g, Floats c, int from, Floats tanh, Floats dh, int up, Floats dc, int state,
            int length) {
        try {
            output.invokeExact(hidden, Lanes.view(gates), g, Lanes.view(tanh), Lanes.view(dh), up, Lanes.view(dc), state, length);
            cellBackward.invokeExact(hidden, Lanes.view(gates), g, Lanes.view(c), from, Lanes.view(dc), state, length);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    /** Through h' = o·tanh c': the output gate's gradient, and the new cell's. */
    private static void output(int hidden, Object gates, int g, Object tanh, Object dh, int up, Object dc, int state, int length) {
        var one = FloatVector.broadcast(Lanes.F, 1f);
        for (int j = 0; j < length; j += L) {
            var o = Lanes.load(gates, g + 3 * hidden + j);
            var t = Lanes.load(tanh, j);
            var d = Lanes.load(dh, up + j);
            Lanes.store(d.mul(t).mul(o.mul(one.sub(o))), gates, g + 3 * hidden + j);
            Lanes.store(d.mul(o).fma(one.sub(t.mul(t)), Lanes.load(dc, state + j)), dc, state + j);
        }
    }

    /** Through c' = f·c + i·c̃: the other gates' gradients, and the old cell's. */
    private static void cellBackward(int hidden, Object gates, int g, Object c, int from, Object dc, int state, int length) {
        var one = FloatVector.broadcast(Lanes.F, 1f);
        for (int j = 0; j < length; j += L) {
            var i = Lanes.load(gates, g + j);
            var f = Lanes.load(gates, g + hidden + j);
            var candidate = Lanes.load(gates, g + 2 * hidden + j);
            var d = Lanes.load(dc, state + j);
            Lanes.store(d.mul(candidate).mul(i.mul(one.sub(i))), gates, g + j);
            Lanes.store(d.mul(Lanes.load(c, from + j)).mul(f.mul(one.sub(f))), gates, g + hidden + j);
            Lanes.store(d.mul(i).mul(one.sub(candidate.mul(candidate))), gates, g + 2 * hidden + j);
            Lanes.store(d.mul(f), dc, state + j);
        }
    }

    /** One unit, the same operations in the same order. */
    private static void backward(int hidden, Floats gates, int g, float c, float tanh, float dh, Floats dc, int state) {
        float i = gates.get(g);
        float f = gates.get(g + hidden);
        float candidate = gates.get(g + 2 * hidden);
        float o = gates.get(g + 3 * hidden);
        gates.set(g + 3 * hidden, dh * tanh * (o * (1 - o)));
        float d = Math.fma(dh * o, 1 - tanh * tanh, dc.get(state));
        gates.set(g, d * candidate * (i * (1 - i)));
        gates.set(g + hidden, d * c * (f * (1 - f)));
        gates.set(g + 2 * hidden, d * i * (1 - candidate * candidate));
        dc.set(state, d * f);
    }
}
