package dev.reverie.compute;

import static dev.reverie.compute.Numbers.BF16;
import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.SIZES;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.normal;
import static dev.reverie.compute.Numbers.oneOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.reference.ReferenceMatmul;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Matmul}. */
public interface MatmulContract extends EngineContract {
    private static Matmul.Shape shape(Random random, int m, int k, int n, Precision precision) {
        var shape = Matmul.Shape.of(m, k, n).transposeA(random.nextBoolean()).transposeB(random.nextBoolean()).in(precision);
        return switch (random.nextInt(4)) {
            case 0 -> shape.accumulating();
            case 1 -> shape.withBias();
            case 2 -> shape.withBias().activated(Activation.values()[random.nextInt(4)]);
            default -> shape;
        };
    }

    private static Gemm.Shape whole(Matmul.Shape s) {
        return new Gemm.Shape(s.m(), s.k(), s.n(), s.transposeA(), s.transposeB(), s.transposeA() ? s.m() : s.k(),
                s.transposeB() ? s.k() : s.n(), s.n(), s.accumulate(), s.bias(), s.activation(), s.precision());
    }

    private Floats product(Matmul.Shape s, int threads, boolean packed) {
        try (var matmul = Matmul.of(s, engine(threads))) {
            var a = floats(normal(1, s.m() * s.k()));
            var b = floats(normal(2, s.k() * s.n()));
            var bias = s.bias() ? floats(normal(3, s.n())) : null;
            var c = floats(normal(4, s.m() * s.n()));
            if (packed) {
                matmul.pack(b);
                matmul.run(a, bias, c);
            } else {
                matmul.run(a, b, bias, c);
            }
            return c;
        }
    }

    private void assertMatmul(Matmul.Shape s, double tolerance) {
        double[] expected = normal(4, s.m() * s.n());
        ReferenceMatmul.run(whole(s), normal(1, s.m() * s.k()), normal(2, s.k() * s.n()), normal(3, s.n()), expected);
        assertClose(s.toString(), expected, product(s, 2, false), tolerance);
        assertClose(s + " packed", expected, product(s, 2, true), tolerance);
    }

    @Test
    default void wholeProductsAgreeWithTheReference() {
        var random = new Random(1);
        for (int round = 0; round < 60; round++) {
            assertMatmul(shape(random, oneOf(random, SIZES), oneOf(random, SIZES), oneOf(random, SIZES), Precision.F32), F32);
        }
        for (int[] size : new int[][]{{300, 100, 200}, {17, 1024, 1025}, {1000, 256, 33}, {1, 1024, 480}}) {
            assertMatmul(shape(random, size[0], size[1], size[2], Precision.F32), F32);
            assertMatmul(shape(random, size[0], size[1], size[2], Precision.BF16), BF16);
        }
    }

    @Test
    default void theNumberOfThreadsChangesNoBitOfAProduct() {
        var random = new Random(2);
        for (int[] size : new int[][]{{300, 100, 200}, {17, 1024, 1025}, {1000, 256, 33}, {1, 1024, 4096}, {257, 259, 263}}) {
            for (var precision : Precision.values()) {
                for (boolean packed : new boolean[]{false, true}) {
                    var s = shape(random, size[0], size[1], size[2], precision);
                    var one = product(s, 1, packed);
                    assertSameBits(s + " on 2 threads", one, product(s, 2, packed));
                    assertSameBits(s + " on 3 threads", one, product(s, 3, packed));
                }
            }
        }
    }

    @Test
    default void wrongOperandsOfAProductAreRefused() {
        try (var matmul = Matmul.of(Matmul.Shape.of(3, 4, 5).withBias(), engine(1))) {
            var a = Floats.allocate(12);
            var b = Floats.allocate(20);
            var bias = Floats.allocate(5);
            var c = Floats.allocate(15);
            assertThrows(IllegalStateException.class, () -> matmul.run(a, bias, c));
            assertRefused("a ", () -> matmul.run(b, b, bias, c));
            assertRefused("b ", () -> matmul.run(a, a, bias, c));
            assertRefused("bias ", () -> matmul.run(a, b, null, c));
            assertRefused("bias ", () -> matmul.run(a, b, a, c));
            assertRefused("c ", () -> matmul.run(a, b, bias, a));
            assertRefused("c ", () -> matmul.run(a, b, bias, null));
            assertRefused("b ", () -> matmul.pack(a));
        }
    }
}
