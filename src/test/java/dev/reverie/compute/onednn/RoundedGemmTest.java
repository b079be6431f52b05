package dev.reverie.compute.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Numbers;
import dev.reverie.compute.Precision;
import dev.reverie.compute.plain.PlainGemm;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundedGemmTest {
    /** Both round the same operands and sum in the same order. */
    @Test
    void itIsThePlainProductOfTheSamePrecision() {
        var random = new Random(1);
        for (int round = 0; round < 100; round++) {
            boolean transposeA = random.nextBoolean();
            boolean transposeB = random.nextBoolean();
            boolean accumulate = random.nextBoolean();
            int m = 1 + random.nextInt(20);
            int k = 1 + random.nextInt(40);
            int n = 1 + random.nextInt(30);
            var shape = new Gemm.Shape(m, k, n, transposeA, transposeB, (transposeA ? m : k) + random.nextInt(3),
                    (transposeB ? k : n) + random.nextInt(3), n + random.nextInt(3), accumulate, !accumulate,
                    accumulate ? Activation.NONE : Activation.TANH, Precision.BF16);
            float[] expected = product(new PlainGemm(shape), false);
            assertArrayEquals(expected, product(new RoundedGemm(shape, PlainGemm::new), false));
            assertArrayEquals(expected, product(new RoundedGemm(shape, PlainGemm::new), true));
        }
    }

    private static float[] product(Gemm gemm, boolean packed) {
        var s = gemm.shape();
        assertEquals(Precision.BF16, s.precision());
        var a = Numbers.floats(Numbers.normal(1, (int) s.aSize() + 2));
        var b = Numbers.floats(Numbers.normal(2, (int) s.bSize() + 1));
        var bias = Numbers.floats(Numbers.normal(3, s.n()));
        var c = Floats.allocate((int) s.cSize() + 3);
        if (packed) {
            var pack = gemm.allocate();
            gemm.pack(b, 1, pack);
            gemm.run(a, 2, pack, s.bias() ? bias : null, 0, c, 3);
        } else {
            gemm.run(a, 2, b, 1, s.bias() ? bias : null, 0, c, 3);
        }
        return c.toArray();
    }
}
