package dev.reverie.compute.reference;

import dev.reverie.compute.Gemm;

/** C = act(op(A)·op(B) + bias), or C += op(A)·op(B). */
public final class ReferenceMatmul {
    private ReferenceMatmul() {
    }

    /**
     * @param s
     *            strides included; its precision is ignored
     * @param bias
     *            [N], or null where the shape has none
     * @param c
     *            changed at [M, N]; what lies between its rows is not touched
     */
    public static void run(Gemm.Shape s, double[] a, double[] b, double[] bias, double[] c) {
        for (int i = 0; i < s.m(); i++) {
            for (int j = 0; j < s.n(); j++) {
                double sum = 0;
                for (int p = 0; p < s.k(); p++) {
                    sum += a[s.transposeA() ? p * s.lda() + i : i * s.lda() + p] * b[s.transposeB() ? j * s.ldb() + p : p * s.ldb() + j];
                }
                int at = i * s.ldc() + j;
                c[at] = s.accumulate() ? c[at] + sum : s.activation().of(s.bias() ? sum + bias[j] : sum);
            }
        }
    }
}
