package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.reference.ReferenceLstm;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Lstm}. */
public interface LstmContract extends EngineContract {
    /** Everything that goes in, with weights of the usual size. */
    record Inputs(Lstm.Shape shape, double[] x, double[] reset, double[] h0, double[] c0, double[] kernel, double[] bias, double[] dh,
            double[] dhFinal, double[] dcFinal) {
        static Inputs of(Lstm.Shape s, boolean resets, boolean finals) {
            int rows = s.steps() * s.batch();
            int state = s.batch() * s.hidden();
            double scale = 1 / Math.sqrt(s.inputs() + s.hidden());
            return new Inputs(s, normal(1, rows * s.inputs()),
                    resets ? new Random(2).doubles(rows).map(u -> u < 0.2 ? 1 : 0).toArray() : null, normal(3, state), normal(4, state),
                    normal(new Random(5), s.kernelSize(), scale), normal(6, s.biasSize()), normal(7, rows * s.hidden()),
                    finals ? normal(8, state) : null, finals ? normal(9, state) : null);
        }

        private static Floats orNull(double[] values) {
            return values == null ? null : floats(values);
        }
    }

    /** Everything that comes out; what is there before must not matter. */
    record Outputs(Floats h, Floats hFinal, Floats cFinal, Floats dKernel, Floats dBias, Floats dx, Floats dh0, Floats dc0) {
        static Outputs room(Lstm.Shape s) {
            int rows = s.steps() * s.batch();
            int state = s.batch() * s.hidden();
            return new Outputs(nans(rows * s.hidden()), nans(state), nans(state), nans(s.kernelSize()), nans(s.biasSize()),
                    nans(rows * s.inputs()), nans(state), nans(state));
        }

        private static Floats nans(int size) {
            var buffer = Floats.allocate(size);
            buffer.fill(Float.NaN);
            return buffer;
        }

        void assertSame(String name, Outputs other) {
            assertSameBits(name + " h", h, other.h);
            assertSameBits(name + " hFinal", hFinal, other.hFinal);
            assertSameBits(name + " cFinal", cFinal, other.cFinal);
            assertSameBits(name + " dKernel", dKernel, other.dKernel);
            assertSameBits(name + " dBias", dBias, other.dBias);
            assertSameBits(name + " dx", dx, other.dx);
            assertSameBits(name + " dh0", dh0, other.dh0);
            assertSameBits(name + " dc0", dc0, other.dc0);
        }
    }

    private static void run(Lstm lstm, Inputs in, Outputs out) {
        lstm.weights(floats(in.kernel), floats(in.bias));
        lstm.forward(floats(in.x), Inputs.orNull(in.reset), floats(in.h0), floats(in.c0), out.h, out.hFinal, out.cFinal);
        lstm.backward(floats(in.dh), Inputs.orNull(in.dhFinal), Inputs.orNull(in.dcFinal), out.dKernel, out.dBias, out.dx, out.dh0,
                out.dc0);
    }

    private Outputs run(Inputs in, int threads) {
        return run(in, Precision.F32, threads);
    }

    private Outputs run(Inputs in, Precision precision, int threads) {
        try (var lstm = Lstm.of(in.shape, precision, engine(threads))) {
            var out = Outputs.room(in.shape);
            run(lstm, in, out);
            return out;
        }
    }

    private void assertAgrees(Inputs in) {
        assertAgrees(in, Precision.F32, F32);
    }

    private void assertAgrees(Inputs in, Precision precision, double tolerance) {
        var out = run(in, precision, 2);
        var pass = ReferenceLstm.forward(in.shape, in.x, in.reset, in.h0, in.c0, in.kernel, in.bias);
        var gradients = pass.backward(in.dh, in.dhFinal, in.dcFinal);
        assertClose(in.shape + " h", pass.h(), out.h, tolerance);
        assertClose(in.shape + " hFinal", pass.hFinal(), out.hFinal, tolerance);
        assertClose(in.shape + " cFinal", pass.cFinal(), out.cFinal, tolerance);
        assertClose(in.shape + " dKernel", gradients.kernel(), out.dKernel, tolerance);
        assertClose(in.shape + " dBias", gradients.bias(), out.dBias, tolerance);
        assertClose(in.shape + " dx", gradients.x(), out.dx, tolerance);
        assertClose(in.shape + " dh0", gradients.h0(), out.dh0, tolerance);
        assertClose(in.shape + " dc0", gradients.c0(), out.dc0, tolerance);
    }

    @Test
    default void sequencesRoundedToSixteenBitsAreNearTheReference() {
        for (boolean normalised : new boolean[]{false, true}) {
            assertAgrees(Inputs.of(new Lstm.Shape(6, 53, 35, 64, 1, normalised), true, true), Precision.BF16, Numbers.BF16);
        }
    }

    @Test
    default void sequencesAndTheirGradientsAgreeWithTheReference() {
        for (int[] s : new int[][]{{1, 1, 1, 1}, {3, 2, 5, 7}, {9, 5, 1, 16}, {4, 3, 17, 15}, {20, 1, 3, 33}, {6, 53, 11, 17},
            {2, 101, 35, 64}, {130, 3, 4, 6}}) {
            for (boolean normalised : new boolean[]{false, true}) {
                // Of a single input only the sign survives normalisation after a reset: its gradient is all rounding.
                int inputs = normalised ? Math.max(3, s[2]) : s[2];
                var shape = new Lstm.Shape(s[0], s[1], inputs, s[3], s[0] % 2, normalised);
                assertAgrees(Inputs.of(shape, false, true));
                assertAgrees(Inputs.of(shape, true, true));
                assertAgrees(Inputs.of(shape, true, false));
            }
        }
    }

    @Test
    default void theNumberOfThreadsChangesNoBitOfASequence() {
        for (boolean normalised : new boolean[]{false, true}) {
            var in = Inputs.of(new Lstm.Shape(5, 107, 13, 19, 1, normalised), true, true);
            for (var precision : Precision.values()) {
                var one = run(in, precision, 1);
                one.assertSame("on 2 threads", run(in, precision, 2));
                one.assertSame("on 3 threads", run(in, precision, 3));
            }
        }
    }

    @Test
    default void twoHalvesWithTheStateCarriedOverAreOneWhole() {
        twoHalvesAreOneWhole(false);
        twoHalvesAreOneWhole(true);
    }

    private void twoHalvesAreOneWhole(boolean normalised) {
        int batch = 60;
        int hidden = 21;
        var in = Inputs.of(new Lstm.Shape(8, batch, 10, hidden, 1, normalised), true, true);
        var whole = run(in, 2);
        try (var half = Lstm.of(new Lstm.Shape(4, batch, 10, hidden, 1, normalised), engine(2))) {
            half.weights(floats(in.kernel), floats(in.bias));
            var h = Floats.allocate(8 * batch * hidden);
            var hState = floats(in.h0);
            var cState = floats(in.c0);
            for (int part = 0; part < 2; part++) {
                half.forward(floats(in.x).slice(part * 4 * batch * 10, 4 * batch * 10),
                        floats(in.reset).slice(part * 4 * batch, 4 * batch), hState, cState, h.slice(part * 4 * batch * hidden,
                                4 * batch * hidden),
                        hState, cState);
            }
            assertSameBits("h", whole.h, h);
            assertSameBits("hFinal", whole.hFinal, hState);
            assertSameBits("cFinal", whole.cFinal, cState);
        }
    }

    @Test
    default void aResetIsANewBeginning() {
        int batch = 3;
        var in = Inputs.of(new Lstm.Shape(2, batch, 4, 5, 1), false, false);
        var all = new double[2 * batch];
        java.util.Arrays.fill(all, 1);
        var fresh = new Inputs(in.shape, in.x, all, in.h0, in.c0, in.kernel, in.bias, in.dh, null, null);
        var out = run(fresh, 1);
        try (var step = Lstm.of(new Lstm.Shape(1, batch, 4, 5, 1), engine(1))) {
            step.weights(floats(in.kernel), floats(in.bias));
            var zeros = Floats.allocate(batch * 5);
            for (int t = 0; t < 2; t++) {
                var h = Floats.allocate(batch * 5);
                step.forward(floats(in.x).slice(t * batch * 4, batch * 4), null, zeros, zeros, h, Floats.allocate(batch * 5),
                        Floats.allocate(batch * 5));
                assertSameBits("h", h, 0, out.h, t * batch * 5, batch * 5);
            }
        }
        for (int i = 0; i < batch * 5; i++) {
            assertEquals(0, out.dh0.get(i));
            assertEquals(0, out.dc0.get(i));
        }
    }

    @Test
    default void aPlanRemembersNothingFromItsLastSequence() {
        aPlanRemembersNothing(new Lstm.Shape(6, 30, 7, 9, 1));
        aPlanRemembersNothing(new Lstm.Shape(6, 30, 7, 9, 1, true));
    }

    private void aPlanRemembersNothing(Lstm.Shape shape) {
        var first = Inputs.of(shape, true, true);
        var second = Inputs.of(shape, false, false);
        try (var lstm = Lstm.of(shape, engine(2))) {
            var out = Outputs.room(shape);
            run(lstm, first, Outputs.room(shape));
            run(lstm, second, out);
            run(second, 2).assertSame("after another sequence", out);
        }
    }

    @Test
    default void inputGradientsMayBeLeftOut() {
        var in = Inputs.of(new Lstm.Shape(4, 5, 6, 7, 1), true, true);
        var whole = run(in, 1);
        try (var lstm = Lstm.of(in.shape, engine(1))) {
            var out = Outputs.room(in.shape);
            lstm.weights(floats(in.kernel), floats(in.bias));
            lstm.forward(floats(in.x), floats(in.reset), floats(in.h0), floats(in.c0), out.h, out.hFinal, out.cFinal);
            lstm.backward(floats(in.dh), floats(in.dhFinal), floats(in.dcFinal), out.dKernel, out.dBias, null, out.dh0, out.dc0);
            assertSameBits("dKernel", whole.dKernel, out.dKernel);
            assertSameBits("dh0", whole.dh0, out.dh0);
        }
    }

    @Test
    default void wrongBuffersAndOrdersOfASequenceAreRefused() {
        var s = new Lstm.Shape(2, 3, 4, 5, 1);
        var in = Inputs.of(s, true, true);
        var x = floats(in.x);
        var state = floats(in.h0);
        var wrong = Floats.allocate(7);
        var out = Outputs.room(s);
        try (var lstm = Lstm.of(s, engine(1))) {
            assertThrows(IllegalStateException.class, () -> lstm.forward(x, null, state, state, out.h, out.hFinal, out.cFinal));
            assertRefused("kernel", () -> lstm.weights(wrong, floats(in.bias)));
            assertRefused("bias", () -> lstm.weights(floats(in.kernel), wrong));
            lstm.weights(floats(in.kernel), floats(in.bias));
            assertThrows(IllegalStateException.class,
                    () -> lstm.backward(out.h, null, null, out.dKernel, out.dBias, null, out.dh0, out.dc0));
            assertRefused("x ", () -> lstm.forward(wrong, null, state, state, out.h, out.hFinal, out.cFinal));
            assertRefused("reset", () -> lstm.forward(x, wrong, state, state, out.h, out.hFinal, out.cFinal));
            assertRefused("h0", () -> lstm.forward(x, null, wrong, state, out.h, out.hFinal, out.cFinal));
            assertRefused("c0", () -> lstm.forward(x, null, state, null, out.h, out.hFinal, out.cFinal));
            assertRefused("h ", () -> lstm.forward(x, null, state, state, wrong, out.hFinal, out.cFinal));
            assertRefused("hFinal", () -> lstm.forward(x, null, state, state, out.h, wrong, out.cFinal));
            assertRefused("cFinal", () -> lstm.forward(x, null, state, state, out.h, out.hFinal, wrong));
            lstm.forward(x, null, state, state, out.h, out.hFinal, out.cFinal);
            assertRefused("dh ", () -> lstm.backward(wrong, null, null, out.dKernel, out.dBias, null, out.dh0, out.dc0));
            assertRefused("dhFinal", () -> lstm.backward(out.h, wrong, null, out.dKernel, out.dBias, null, out.dh0, out.dc0));
            assertRefused("dcFinal", () -> lstm.backward(out.h, null, wrong, out.dKernel, out.dBias, null, out.dh0, out.dc0));
            assertRefused("dKernel", () -> lstm.backward(out.h, null, null, wrong, out.dBias, null, out.dh0, out.dc0));
            assertRefused("dBias", () -> lstm.backward(out.h, null, null, out.dKernel, wrong, null, out.dh0, out.dc0));
            assertRefused("dx", () -> lstm.backward(out.h, null, null, out.dKernel, out.dBias, wrong, out.dh0, out.dc0));
            assertRefused("dh0", () -> lstm.backward(out.h, null, null, out.dKernel, out.dBias, null, wrong, out.dc0));
            assertRefused("dc0", () -> lstm.backward(out.h, null, null, out.dKernel, out.dBias, null, out.dh0, wrong));
        }
    }
}
