package dev.reverie.compute;

import static dev.reverie.compute.Numbers.BF16;
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
import static dev.reverie.compute.Numbers.oneOf;
import static dev.reverie.compute.Numbers.wild;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.reference.ReferenceMatmul;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Gemm}. */
public interface GemmContract extends EngineContract {
    private static Gemm.Shape shape(Random random, int m, int k, int n, Precision precision) {
        boolean transposeA = random.nextBoolean();
        boolean transposeB = random.nextBoolean();
        boolean accumulate = random.nextInt(3) == 0;
        var activation = accumulate ? Activation.NONE : Activation.values()[random.nextInt(4)];
        int gap = random.nextInt(4);
        return new Gemm.Shape(m, k, n, transposeA, transposeB, (transposeA ? m : k) + gap, (transposeB ? k : n) + random.nextInt(4),
                n + random.nextInt(4), accumulate, !accumulate && random.nextBoolean(), activation, precision);
    }

    /** Against the reference, with a plain and a packed B; operands lie at offsets, C between guards. */
    private void assertProduct(Gemm.Shape s, double[] a, double[] b, double tolerance) {
        double[] bias = normal(3, s.n());
        double[] before = normal(4, (int) s.cSize());
        var expected = before.clone();
        ReferenceMatmul.run(s, a, b, bias, expected);
        var plain = guarded(before, 3, 2);
        var packed = guarded(before, 3, 2);
        try (var gemm = engine(1).gemm(s)) {
            assertEquals(s, gemm.shape());
            var bOffset = 4;
            gemm.run(guarded(a, 1, 0), 1, guarded(b, bOffset, 0), bOffset, guarded(bias, 2, 0), 2, plain, 3);
            var weights = gemm.allocate();
            gemm.pack(guarded(b, bOffset, 0), bOffset, weights);
            gemm.run(guarded(a, 1, 0), 1, weights, guarded(bias, 2, 0), 2, packed, 3);
        }
        for (var c : new Floats[]{plain, packed}) {
            assertClose(s + (c == packed ? " packed" : ""), rows(s, expected), rows(s, doubles(c, 3, expected.length)), tolerance);
            assertGuarded("c", c, 3, 3 + expected.length);
            for (int i = 0; i < expected.length; i++) {
                if (i % s.ldc() >= s.n()) {
                    assertEquals((float) before[i], c.get(3 + i), "c between its rows");
                }
            }
        }
    }

    /** Without what lies between the rows. */
    private static double[] rows(Gemm.Shape s, double[] c) {
        var result = new double[s.m() * s.n()];
        for (int i = 0; i < result.length; i++) {
            result[i] = c[i / s.n() * s.ldc() + i % s.n()];
        }
        return result;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(v -> {
            int bits = Float.floatToRawIntBits((float) v);
            return Float.intBitsToFloat(bits + 0x7FFF + (bits >>> 16 & 1) & 0xFFFF0000);
        }).toArray();
    }

    @Test
    default void productsAgreeWithTheReference() {
        var random = new Random(1);
        for (int round = 0; round < 300; round++) {
            var s = shape(random, oneOf(random, SIZES), oneOf(random, SIZES), oneOf(random, SIZES), Precision.F32);
            assertProduct(s, normal(round, (int) s.aSize()), normal(round + 1000, (int) s.bSize()), F32);
        }
    }

    @Test
    default void largeProductsAgreeWithTheReference() {
        var random = new Random(2);
        for (int[] size : new int[][]{{3, 5000, 7}, {37, 291, 1024}, {100, 1024, 33}, {1, 300, 1025}, {700, 3, 17}, {33, 513, 65}}) {
            for (int round = 0; round < 3; round++) {
                var s = shape(random, size[0], size[1], size[2], Precision.F32);
                assertProduct(s, normal(round, (int) s.aSize()), normal(round + 1000, (int) s.bSize()), F32);
            }
        }
    }

    /** Rounding the operands is the only loss: beside that the product is as exact as in f32. */
    @Test
    default void bfloat16ProductsAgreeWithTheReference() {
        var random = new Random(3);
        for (int round = 0; round < 150; round++) {
            var s = shape(random, oneOf(random, SIZES), oneOf(random, SIZES), oneOf(random, SIZES), Precision.BF16);
            double[] a = normal(round, (int) s.aSize());
            double[] b = normal(round + 1000, (int) s.bSize());
            assertProduct(s, rounded(a), rounded(b), F32);
        }
        for (int seed = 0; seed < 20; seed++) {
            var s = shape(random, 17, 291, 64, Precision.BF16);
            assertProduct(s, normal(seed, (int) s.aSize()), normal(seed + 1, (int) s.bSize()), BF16);
        }
    }

    @Test
    default void aRowHasTheSameBitsWhateverRowsAreBesideIt() {
        assertRowsAlike(false, 1, 2, 3, 32);
        assertRowsAlike(true, 2, 3, 32);
    }

    @Test
    default void aRowAloneHasTheSameBitsAsBesideOthers() {
        assertRowsAlike(true, 1);
    }

    private void assertRowsAlike(boolean packed, int... counts) {
        for (int[] size : new int[][]{{1, 1}, {35, 64}, {64, 3}, {291, 1024}, {512, 257}, {1024, 480}}) {
            int k = size[0];
            int n = size[1];
            var a = floats(normal(1, 64 * k));
            var b = floats(normal(2, k * n));
            var whole = product(Gemm.Shape.of(64, k, n), a, 0, b, packed);
            for (int rows : counts) {
                for (int first = 0; first + rows <= 64; first += 11) {
                    var part = product(Gemm.Shape.of(rows, k, n), a, first * k, b, packed);
                    assertSameBits("rows %d to %d of k %d, n %d, packed %s".formatted(first, first + rows, k, n, packed), whole, first * n,
                            part, 0, rows * n);
                }
            }
        }
    }

    private Floats product(Gemm.Shape s, Floats a, int aOffset, Floats b, boolean packed) {
        try (var gemm = engine(1).gemm(s)) {
            var c = Floats.allocate(s.m() * s.n());
            if (packed) {
                var weights = gemm.allocate();
                gemm.pack(b, 0, weights);
                gemm.run(a, aOffset, weights, null, 0, c, 0);
            } else {
                gemm.run(a, aOffset, b, 0, null, 0, c, 0);
            }
            return c;
        }
    }

    @Test
    default void aPlanGivesTheSameBitsAgain() {
        var s = new Gemm.Shape(19, 67, 35, true, true, 19, 67, 35, false, true, Activation.TANH, Precision.F32);
        try (var gemm = engine(1).gemm(s)) {
            var a = floats(normal(1, (int) s.aSize()));
            var b = floats(normal(2, (int) s.bSize()));
            var bias = floats(normal(3, s.n()));
            var first = Floats.allocate((int) s.cSize());
            var again = Floats.allocate((int) s.cSize());
            gemm.run(a, 0, b, 0, bias, 0, first, 0);
            gemm.run(floats(normal(4, a.size())), 0, floats(normal(5, b.size())), 0, bias, 0, again, 0);
            gemm.run(a, 0, b, 0, bias, 0, again, 0);
            assertSameBits("c", first, again);
        }
    }

    @Test
    default void whatCHeldDoesNotMatterUnlessAccumulating() {
        var a = floats(normal(1, 5 * 9));
        var b = floats(normal(2, 9 * 18));
        for (float garbage : new float[]{Float.NaN, Float.POSITIVE_INFINITY}) {
            var c = Floats.allocate(5 * 18);
            c.fill(garbage);
            try (var gemm = engine(1).gemm(Gemm.Shape.of(5, 9, 18))) {
                gemm.run(a, 0, b, 0, null, 0, c, 0);
                assertSameBits("c", product(gemm.shape(), a, 0, b, false), c);
            }
        }
    }

    @Test
    default void packedWeightsServeEveryPlanOfTheShape() {
        var s = Gemm.Shape.of(7, 33, 20);
        try (var one = engine(1).gemm(s); var other = engine(1).gemm(s)) {
            var a = floats(normal(1, 7 * 33));
            var weights = one.allocate();
            one.pack(floats(normal(2, 33 * 20)), 0, weights);
            var c = Floats.allocate(7 * 20);
            other.run(a, 0, weights, null, 0, c, 0);
            assertSameBits("c", product(s, a, 0, floats(normal(2, 33 * 20)), true), c);
        }
    }

    @Test
    default void wildOperandsGiveNoNaN() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            var precision = round % 2 == 0 ? Precision.F32 : Precision.BF16;
            var s = shape(random, 1 + random.nextInt(9), 1 + random.nextInt(40), 1 + random.nextInt(40), precision);
            double[] a = wild(random, (int) s.aSize());
            double[] b = wild(random, (int) s.bSize());
            var c = Floats.allocate((int) s.cSize());
            try (var gemm = engine(1).gemm(s)) {
                gemm.run(floats(a), 0, floats(b), 0, floats(new double[s.n()]), 0, c, 0);
            }
            for (int i = 0; i < c.size(); i++) {
                assertEquals(c.get(i), c.get(i), s + " gave NaN at " + i);
            }
        }
    }

    @Test
    default void aNaNReachesItsRowAndColumnAndNothingElse() {
        for (var activation : new Activation[]{Activation.NONE, Activation.SIGMOID, Activation.TANH}) {
            assertNaN(activation, Precision.F32);
            assertNaN(activation, Precision.BF16);
        }
    }

    @Test
    default void rectifyingDoesNotHideANaN() {
        assertNaN(Activation.RELU, Precision.F32);
        assertNaN(Activation.RELU, Precision.BF16);
    }

    private void assertNaN(Activation activation, Precision precision) {
        var s = new Gemm.Shape(5, 20, 18, false, false, 20, 18, 18, false, true, activation, precision);
        double[] a = normal(1, 5 * 20);
        double[] b = normal(2, 20 * 18);
        a[2 * 20 + 3] = Double.NaN;
        b[4 * 18 + 17] = Double.NaN;
        var c = Floats.allocate(5 * 18);
        try (var gemm = engine(1).gemm(s)) {
            gemm.run(floats(a), 0, floats(b), 0, floats(normal(3, 18)), 0, c, 0);
        }
        for (int i = 0; i < c.size(); i++) {
            assertEquals(i / 18 == 2 || i % 18 == 17, Float.isNaN(c.get(i)),
                    "%s %s was %s at row %d, column %d".formatted(precision, activation, c.get(i), i / 18, i % 18));
        }
    }

    @Test
    default void operandsThatAreTooSmallAreRefused() {
        var s = new Gemm.Shape(3, 4, 5, false, false, 6, 7, 8, false, true, Activation.NONE, Precision.F32);
        var a = Floats.allocate(16);
        var b = Floats.allocate(26);
        var bias = Floats.allocate(5);
        var c = Floats.allocate(21);
        try (var gemm = engine(1).gemm(s)) {
            var packed = gemm.allocate();
            gemm.run(a, 0, b, 0, bias, 0, c, 0);
            assertRefused("a", () -> gemm.run(a, 1, b, 0, bias, 0, c, 0));
            assertRefused("b ", () -> gemm.run(a, 0, b, 1, bias, 0, c, 0));
            assertRefused("b ", () -> gemm.run(a, 0, b, -1, bias, 0, c, 0));
            assertRefused("bias", () -> gemm.run(a, 0, b, 0, bias, 1, c, 0));
            assertRefused("bias", () -> gemm.run(a, 0, b, 0, null, 0, c, 0));
            assertRefused("c", () -> gemm.run(a, 0, b, 0, bias, 0, c, 1));
            assertRefused("b ", () -> gemm.pack(b, 1, packed));
            assertRefused("a", () -> gemm.run(a, 1, packed, bias, 0, c, 0));
            assertRefused("bias", () -> gemm.run(a, 0, packed, null, 0, c, 0));
            assertRefused("c", () -> gemm.run(a, 0, packed, bias, 0, c, Integer.MAX_VALUE));
            assertRefused("packed weights", () -> gemm.run(a, 0, new Gemm.Packed() {
            }, bias, 0, c, 0));
        }
    }

    /** Above all it must not crash: what was packed for a larger shape, or a smaller one, is not this plan's. */
    @Test
    default void weightsPackedForAnotherShapeAreRefused() {
        try (var gemm = engine(1).gemm(Gemm.Shape.of(3, 400, 500)); var other = engine(1).gemm(Gemm.Shape.of(3, 4, 5))) {
            var a = Floats.allocate(1200);
            var c = Floats.allocate(1500);
            assertThrows(IllegalArgumentException.class, () -> gemm.run(a, 0, other.allocate(), null, 0, c, 0));
            assertThrows(IllegalArgumentException.class, () -> gemm.pack(Floats.allocate(200_000), 0, other.allocate()));
        }
    }
}
