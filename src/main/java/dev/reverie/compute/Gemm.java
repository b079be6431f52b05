package dev.reverie.compute;

import dev.reverie.core.Arguments;

/**
 * One matrix product on the calling thread: C = act(op(A)·op(B) + bias), or C += op(A)·op(B). The building block of everything here that
 * multiplies.
 *
 * <p>A plan is made once for a shape and used by one thread at a time; plans share nothing, so every thread has its own. B can be given
 * plainly each time or packed once in the plan's own layout, which pays when it is used more than once. A row of C has the same bits
 * whatever the number of rows.
 */
public interface Gemm extends AutoCloseable {
    /**
     * @param m
     *            rows of C
     * @param k
     *            length of each sum
     * @param n
     *            columns of C
     * @param transposeA
     *            A is stored [K, M] instead of [M, K]
     * @param transposeB
     *            B is stored [N, K] instead of [K, N]
     * @param lda
     *            floats from one stored row of A to the next; likewise ldb, ldc
     * @param accumulate
     *            add to C instead of overwriting it; excludes bias and activation
     * @param bias
     *            add bias [N] to every row
     */
    record Shape(int m, int k, int n, boolean transposeA, boolean transposeB, int lda, int ldb, int ldc, boolean accumulate, boolean bias,
            Activation activation, Precision precision) {
        public Shape {
            Arguments.atLeast(1, "m", m);
            Arguments.atLeast(1, "k", k);
            Arguments.atLeast(1, "n", n);
            Arguments.atLeast(transposeA ? m : k, "lda", lda);
            Arguments.atLeast(transposeB ? k : n, "ldb", ldb);
            Arguments.atLeast(n, "ldc", ldc);
            if (accumulate && (bias || activation != Activation.NONE)) {
                throw new IllegalArgumentException("accumulate must be alone, was with " + (bias ? "bias" : activation));
            }
        }

        /** Plain C = A·B, f32, dense rows. */
        public static Shape of(int m, int k, int n) {
            return new Shape(m, k, n, false, false, k, n, n, false, false, Activation.NONE, Precision.F32);
        }

        /** Floats from A's first to its last, gaps between rows included. */
        public long aSize() {
            return transposeA ? (long) (k - 1) * lda + m : (long) (m - 1) * lda + k;
        }

        /** As {@link #aSize}, for B. */
        public long bSize() {
            return transposeB ? (long) (n - 1) * ldb + k : (long) (k - 1) * ldb + n;
        }

        /** As {@link #aSize}, for C. */
        public long cSize() {
            return (long) (m - 1) * ldc + n;
        }
    }

    /** B in a plan's own layout; good for any plan of the same shape. */
    interface Packed extends AutoCloseable {
        @Override
        default void close() {
        }
    }

    Shape shape();

    /** Room for one packed B. */
    Packed allocate();

    /** Packs B, stored as the shape says, from {@code offset} on. */
    void pack(Floats b, int offset, Packed into);

    /** C from A and a plain B. Offsets are in floats; bias may be null where the shape has none. */
    void run(Floats a, int aOffset, Floats b, int bOffset, Floats bias, int biasOffset, Floats c, int cOffset);

    /** C from A and a packed B. */
    void run(Floats a, int aOffset, Packed b, Floats bias, int biasOffset, Floats c, int cOffset);

    @Override
    default void close() {
    }

    /** Fails, naming the operand, where a product would reach outside a buffer. */
    static void within(String name, Floats buffer, int offset, long size) {
        if (offset < 0 || offset + size > buffer.size()) {
            throw new IllegalArgumentException(name + " must have " + size + " floats from " + offset + " on, has " + buffer.size());
        }
    }
}
