package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.SIZES;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertGuarded;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.doubles;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.guarded;
import static dev.reverie.compute.Numbers.normal;
import static dev.reverie.compute.Numbers.wild;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.reference.ReferenceLstmCell;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link LstmCell}. */
public interface LstmCellContract extends EngineContract {
    private LstmCell kernel() {
        return engine(1).kernels().lstmCell();
    }

    /** What the reference makes of one step: one entry for each unit of each row. */
    private static ReferenceLstmCell[] reference(int rows, int hidden, float forgetBias, double[] gates, double[] c) {
        var cells = new ReferenceLstmCell[rows * hidden];
        for (int i = 0; i < cells.length; i++) {
            int at = i / hidden * 4 * hidden + i % hidden;
            cells[i] = ReferenceLstmCell.step(gates[at], gates[at + hidden] + forgetBias, gates[at + 2 * hidden], gates[at + 3 * hidden],
                    c[i]);
        }
        return cells;
    }

    private static double[] activations(ReferenceLstmCell[] cells, int hidden) {
        var gates = new double[4 * cells.length];
        for (int i = 0; i < cells.length; i++) {
            int at = i / hidden * 4 * hidden + i % hidden;
            gates[at] = cells[i].i();
            gates[at + hidden] = cells[i].f();
            gates[at + 2 * hidden] = cells[i].candidate();
            gates[at + 3 * hidden] = cells[i].o();
        }
        return gates;
    }

    private static double[] cells(ReferenceLstmCell[] cells) {
        return java.util.Arrays.stream(cells).mapToDouble(ReferenceLstmCell::c).toArray();
    }

    private static double[] compact(Floats rows, int offset, int stride, int count, int hidden) {
        var values = new double[count * hidden];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(offset + i / hidden * stride + i % hidden);
        }
        return values;
    }

    private void assertForward(int rows, int hidden, double[] preActivations, double[] c) {
        int stride = hidden + 3;
        var gates = guarded(preActivations, 2, 1);
        var next = guarded(new double[c.length], 3, 2);
        var h = guarded(new double[(rows - 1) * stride + hidden], 4, 5);
        kernel().forward(rows, hidden, 1, gates, 2, guarded(c, 1, 0), 1, next, 3, h, 4, stride);
        var expected = reference(rows, hidden, 1, preActivations, c);
        assertClose("gates", activations(expected, hidden), doubles(gates, 2, preActivations.length), F32);
        assertClose("cNext", cells(expected), doubles(next, 3, c.length), F32);
        double[] outputs = java.util.Arrays.stream(expected).mapToDouble(ReferenceLstmCell::h).toArray();
        assertClose("h", outputs, compact(h, 4, stride, rows, hidden), F32);
        assertGuarded("gates", gates, 2, 2 + preActivations.length);
        assertGuarded("cNext", next, 3, 3 + c.length);
        assertGuarded("h", h, 4, 4 + (rows - 1) * stride + hidden);
        for (int r = 0; r < rows - 1; r++) {
            for (int j = hidden; j < stride; j++) {
                assertTrue(h.get(4 + r * stride + j) == 0, "h was written between its rows");
            }
        }
    }

    @Test
    default void forwardAgreesWithTheReference() {
        for (int hidden : SIZES) {
            for (int rows : new int[]{1, 2, 5}) {
                assertForward(rows, hidden, normal(new Random(hidden), rows * 4 * hidden, 2), normal(rows, rows * hidden));
            }
        }
    }

    @Test
    default void wildGatesGiveNoNaN() {
        var random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            int rows = 1 + random.nextInt(3);
            int hidden = 1 + random.nextInt(40);
            assertForward(rows, hidden, wild(random, rows * 4 * hidden), wild(random, rows * hidden));
        }
    }

    @Test
    default void theCellMayBeUpdatedInPlace() {
        for (int hidden : SIZES) {
            double[] gates = normal(hidden, 3 * 4 * hidden);
            var c = floats(normal(1, 3 * hidden));
            var next = Floats.allocate(3 * hidden);
            var h = Floats.allocate(3 * hidden);
            kernel().forward(3, hidden, 0, floats(gates), 0, c, 0, next, 0, h, 0, hidden);
            kernel().forward(3, hidden, 0, floats(gates), 0, c, 0, c, 0, h, 0, hidden);
            assertSameBits("c", next, c);
        }
    }

    @Test
    default void backwardAgreesWithTheReference() {
        for (int hidden : SIZES) {
            for (int rows : new int[]{1, 2, 5}) {
                int stride = hidden + 2;
                double[] c = normal(rows, rows * hidden);
                var cells = reference(rows, hidden, 1, normal(new Random(hidden), rows * 4 * hidden, 1.5), c);
                var gates = guarded(activations(cells, hidden), 3, 2);
                double[] dh = normal(3, (rows - 1) * stride + hidden);
                double[] dc = normal(4, rows * hidden);
                var dCell = guarded(dc, 1, 1);
                kernel().backward(rows, hidden, gates, 3, guarded(c, 2, 0), 2, guarded(cells(cells), 4, 0), 4, guarded(dh, 5, 0), 5, stride,
                        dCell, 1);
                var dGates = new double[4 * cells.length];
                var dBefore = new double[cells.length];
                for (int i = 0; i < cells.length; i++) {
                    var d = cells[i].backward(dh[i / hidden * stride + i % hidden], dc[i]);
                    int at = i / hidden * 4 * hidden + i % hidden;
                    dGates[at] = d.i();
                    dGates[at + hidden] = d.f();
                    dGates[at + 2 * hidden] = d.candidate();
                    dGates[at + 3 * hidden] = d.o();
                    dBefore[i] = d.c();
                }
                assertClose("gates", dGates, doubles(gates, 3, dGates.length), F32);
                assertClose("dc", dBefore, doubles(dCell, 1, dBefore.length), F32);
                assertGuarded("gates", gates, 3, 3 + dGates.length);
                assertGuarded("dc", dCell, 1, 1 + dBefore.length);
            }
        }
    }

    @Test
    default void aRowHasTheSameBitsAlone() {
        for (int hidden : SIZES) {
            double[] preActivations = normal(hidden, 5 * 4 * hidden);
            var gates = floats(preActivations);
            var c = floats(normal(1, 5 * hidden));
            var next = Floats.allocate(5 * hidden);
            var h = Floats.allocate(5 * hidden);
            kernel().forward(5, hidden, 1, gates, 0, c, 0, next, 0, h, 0, hidden);
            var alone = floats(preActivations);
            var nextAlone = Floats.allocate(5 * hidden);
            var hAlone = Floats.allocate(5 * hidden);
            for (int r = 4; r >= 0; r--) {
                kernel().forward(1, hidden, 1, alone, r * 4 * hidden, c, r * hidden, nextAlone, r * hidden, hAlone, r * hidden, hidden);
            }
            assertSameBits("gates", gates, alone);
            assertSameBits("cNext", next, nextAlone);
            assertSameBits("h", h, hAlone);
        }
    }

    @Test
    default void aNaNStaysInItsUnit() {
        var gates = floats(normal(1, 4 * 20));
        gates.set(20 + 7, Float.NaN);
        var c = Floats.allocate(20);
        var h = Floats.allocate(20);
        kernel().forward(1, 20, 1, gates, 0, c, 0, c, 0, h, 0, 20);
        for (int j = 0; j < 20; j++) {
            assertTrue(Float.isNaN(h.get(j)) == (j == 7) && Float.isNaN(c.get(j)) == (j == 7), "unit " + j + " was " + h.get(j));
        }
    }

    @Test
    default void cellBuffersThatAreTooSmallAreRefused() {
        var small = Floats.allocate(16);
        var large = Floats.allocate(64);
        assertRefused("gates", () -> kernel().forward(2, 8, 1, small, 0, large, 0, large, 0, large, 0, 8));
        assertRefused("c ", () -> kernel().forward(2, 8, 1, large, 0, small, 1, large, 0, large, 0, 8));
        assertRefused("cNext", () -> kernel().forward(2, 8, 1, large, 0, large, 0, small, 1, large, 0, 8));
        assertRefused("h ", () -> kernel().forward(2, 8, 1, large, 0, large, 0, large, 0, small, 0, 9));
        assertRefused("gates", () -> kernel().backward(2, 8, small, 0, large, 0, large, 0, large, 0, 8, large, 0));
        assertRefused("c ", () -> kernel().backward(2, 8, large, 0, small, 1, large, 0, large, 0, 8, large, 0));
        assertRefused("cNext", () -> kernel().backward(2, 8, large, 0, large, 0, small, 1, large, 0, 8, large, 0));
        assertRefused("dh", () -> kernel().backward(2, 8, large, 0, large, 0, large, 0, small, 1, 8, large, 0));
        assertRefused("dc", () -> kernel().backward(2, 8, large, 0, large, 0, large, 0, large, 0, 8, small, 1));
    }
}
