package dev.reverie.compute.vector;

import dev.reverie.compute.Combinations;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Combinations} with four results in registers, over vectors that were packed side by side, a strip as wide as two registers after
 * another.
 */
final class VectorCombinations implements Combinations {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int L = D.length();
    /** Doubles in a strip. */
    private static final int S = 2 * L;
    /** Doubles packed at a time, unless one strip is more: an eighth of a second-level cache. */
    private static final int PACKED = 1 << 14;
    private static final int MAX_STRIPS = 8;

    /** A thread's own. */
    private static final ThreadLocal<double[]> PACK = ThreadLocal.withInitial(() -> new double[0]);
    /** Four results of a strip that is cut short. */
    private static final ThreadLocal<double[][]> SHORT = ThreadLocal.withInitial(() -> new double[4][S]);

    @Override
    public void add(double[][] vectors, double[][] coefficients, double scale, double[][] into, int from, int to) {
        int rows = into.length - into.length % 4;
        if (rows > 0) {
            int strips = Math.max(1, Math.min(MAX_STRIPS, PACKED / Math.max(1, vectors.length * S)));
            var packed = pack(strips * S * vectors.length);
            for (int i = from; i < to; i += strips * S) {
                panel(vectors, coefficients, scale, into, rows, i, Math.min(to, i + strips * S), packed);
            }
        }
        for (int o = rows; o < into.length; o++) {
            single(vectors, coefficients[o], scale, into[o], from, to);
        }
    }

    private static double[] pack(int size) {
        var pack = PACK.get();
        if (pack.length < size) {
            pack = new double[size];
            PACK.set(pack);
        }
        return pack;
    }

    private static void panel(double[][] vectors, double[][] coefficients, double scale, double[][] into, int rows, int from, int to,
            double[] packed) {
        int count = vectors.length;
        for (int i = from, at = 0; i < to; i += S) {
            int width = Math.min(S, to - i);
            for (double[] vector : vectors) {
                System.arraycopy(vector, i, packed, at, width);
                if (width < S) {
                    Arrays.fill(packed, at + width, at + S, 0);
                }
                at += S;
            }
        }
        for (int o = 0; o < rows; o += 4) {
            for (int i = from, at = 0; i < to; i += S, at += S * count) {
                if (i + S <= to) {
                    four(packed, at, count, scale, coefficients[o], coefficients[o + 1], coefficients[o + 2], coefficients[o + 3], into[o],
                            into[o + 1], into[o + 2], into[o + 3], i);
                } else {
                    cutShort(packed, at, count, scale, coefficients, into, o, i, to - i);
                }
            }
        }
    }

    private static void cutShort(double[] packed, int at, int count, double scale, double[][] coefficients, double[][] into, int o, int i,
            int width) {
        double[][] y = SHORT.get();
        for (int k = 0; k < 4; k++) {
            System.arraycopy(into[o + k], i, y[k], 0, width);
        }
        four(packed, at, count, scale, coefficients[o], coefficients[o + 1], coefficients[o + 2], coefficients[o + 3], y[0], y[1], y[2],
                y[3], 0);
        for (int k = 0; k < 4; k++) {
            System.arraycopy(y[k], 0, into[o + k], i, width);
        }
    }

    private static void four(double[] x, int from, int count, double scale, double[] a, double[] b, double[] c, double[] d, double[] p,
            double[] q, double[] r, double[] s, int i) {
        var p0 = load(p, i).mul(scale);
        var p1 = load(p, i + L).mul(scale);
        var q0 = load(q, i).mul(scale);
        var q1 = load(q, i + L).mul(scale);
        var r0 = load(r, i).mul(scale);
        var r1 = load(r, i + L).mul(scale);
        var s0 = load(s, i).mul(scale);
        var s1 = load(s, i + L).mul(scale);
        for (int v = 0, at = from; v < count; v++, at += S) {
            var x0 = load(x, at);
            var x1 = load(x, at + L);
            p0 = p0.add(x0.mul(a[v]));
            p1 = p1.add(x1.mul(a[v]));
            q0 = q0.add(x0.mul(b[v]));
            q1 = q1.add(x1.mul(b[v]));
            r0 = r0.add(x0.mul(c[v]));
            r1 = r1.add(x1.mul(c[v]));
            s0 = s0.add(x0.mul(d[v]));
            s1 = s1.add(x1.mul(d[v]));
        }
        p0.intoArray(p, i);
        p1.intoArray(p, i + L);
        q0.intoArray(q, i);
        q1.intoArray(q, i + L);
        r0.intoArray(r, i);
        r1.intoArray(r, i + L);
        s0.intoArray(s, i);
        s1.intoArray(s, i + L);
    }

    private static DoubleVector load(double[] x, int i) {
        return DoubleVector.fromArray(D, x, i);
    }

    /** Where nothing would be gained by packing. */
    private static void single(double[][] x, double[] a, double scale, double[] y, int from, int to) {
        int i = from;
        for (; i + L <= to; i += L) {
            strip(x, a, scale, y, i);
        }
        for (; i < to; i++) {
            y[i] = element(x, a, scale * y[i], i);
        }
    }

    private static void strip(double[][] x, double[] a, double scale, double[] y, int i) {
        var sum = load(y, i).mul(scale);
        for (int v = 0; v < a.length; v++) {
            sum = sum.add(load(x[v], i).mul(a[v]));
        }
        sum.intoArray(y, i);
    }

    private static double element(double[][] x, double[] a, double begin, int i) {
        double sum = begin;
        for (int v = 0; v < a.length; v++) {
            sum += a[v] * x[v][i];
        }
        return sum;
    }
}
