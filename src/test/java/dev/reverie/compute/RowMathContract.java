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
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.reference.ReferenceRowMath;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link RowMath}. */
public interface RowMathContract extends EngineContract {
    private RowMath kernel() {
        return engine(1).kernels().rows();
    }

    private void assertRows(double[] x, int rows, int columns) {
        var y = guarded(new double[x.length], 7, 3);
        kernel().softmax(guarded(x, 2, 0), 2, y, 7, rows, columns);
        assertClose("softmax", ReferenceRowMath.softmax(x, rows, columns), doubles(y, 7, x.length), F32);
        assertGuarded("y", y, 7, 7 + x.length);
        var sums = guarded(new double[rows], 4, 1);
        kernel().logSumExp(guarded(x, 3, 0), 3, rows, columns, sums, 4);
        assertClose("logSumExp", ReferenceRowMath.logSumExp(x, rows, columns), doubles(sums, 4, rows), F32);
        assertGuarded("y", sums, 4, 4 + rows);
    }

    @Test
    default void softmaxAndLogSumExpAgreeWithTheReference() {
        for (int columns : SIZES) {
            for (int rows : new int[]{1, 2, 7}) {
                for (double scale : new double[]{0.01, 1, 30, 1000}) {
                    assertRows(normal(new Random(columns), rows * columns, scale), rows, columns);
                }
            }
        }
        assertRows(normal(9, 3 * 5000), 3, 5000);
    }

    @Test
    default void wildLogitsGiveNoNaNWhereTheReferenceHasNone() {
        var random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(70);
            double[] x = wild(random, rows * columns);
            if (round % 3 == 0) {
                x[random.nextInt(x.length)] = Double.NEGATIVE_INFINITY;
            }
            assertRows(x, rows, columns);
        }
    }

    @Test
    default void infinitiesAndNaNFollowTheReference() {
        for (int columns : SIZES) {
            double[] x = normal(columns, 4 * columns);
            Arrays.fill(x, 0, columns, Double.NEGATIVE_INFINITY);
            x[columns] = Double.POSITIVE_INFINITY;
            x[3 * columns - 1] = Double.NaN;
            assertRows(x, 4, columns);
        }
    }

    @Test
    default void softmaxInPlaceAndRowByRowIsTheSame() {
        for (int columns : SIZES) {
            var x = floats(normal(columns, 5 * columns));
            var y = Floats.allocate(5 * columns);
            kernel().softmax(x, 0, y, 0, 5, columns);
            for (int r = 0; r < 5; r++) {
                kernel().softmax(x, r * columns, x, r * columns, 1, columns);
            }
            assertSameBits("softmax", y, x);
        }
    }

    @Test
    default void columnSumsAddUpRowsInOrder() {
        for (int columns : SIZES) {
            int stride = columns + columns % 3;
            double[] x = normal(columns, 29 * stride);
            double[] before = normal(columns + 1, columns);
            var sums = guarded(before, 3, 2);
            kernel().addColumnSums(guarded(x, 5, 0), 5, stride, 29, columns, sums, 3);
            for (int c = 0; c < columns; c++) {
                float sum = (float) before[c];
                for (int r = 0; r < 29; r++) {
                    sum += (float) x[r * stride + c];
                }
                assertEquals(sum, sums.get(3 + c), "the sum of column " + c + " of " + columns);
            }
            assertGuarded("sums", sums, 3, 3 + columns);
        }
    }

    @Test
    default void columnSumsAgreeWithTheReference() {
        double[] x = normal(1, 1000 * 67);
        var sums = Floats.allocate(67);
        kernel().addColumnSums(floats(x), 0, 67, 1000, 67, sums, 0);
        assertClose("sums", ReferenceRowMath.columnSums(x, 1000, 67), sums, F32);
    }

    @Test
    default void rowBuffersThatAreTooSmallAreRefused() {
        var small = Floats.allocate(16);
        var large = Floats.allocate(64);
        assertRefused("x", () -> kernel().softmax(small, 0, large, 0, 3, 6));
        assertRefused("y", () -> kernel().softmax(large, 0, small, 0, 3, 6));
        assertRefused("x", () -> kernel().logSumExp(small, 1, 1, 16, large, 0));
        assertRefused("y", () -> kernel().logSumExp(large, 0, 17, 2, small, 0));
        assertRefused("x", () -> kernel().addColumnSums(large, 0, 30, 3, 6, small, 0));
        assertRefused("sums", () -> kernel().addColumnSums(large, 0, 17, 2, 17, small, 0));
    }
}
