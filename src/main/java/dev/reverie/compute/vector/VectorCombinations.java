package dev.reverie.compute.vector;

import dev.reverie.compute.Combinations;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Combinations} with four results in registers, over vectors that were packed side by side, a strip as wide as a register after another. */
final class VectorCombinations implements Combinations {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    /** Doubles in a register, which is the width of a strip. */
    private static final int L = D.length();
    /** Doubles packed at a time, unless one strip is more: an eighth of a second-level cache. */
    private static final int PACKED = 1 << 14;
    private static final int MOST_STRIPS = 16;

    /** A thread's own. */
    private static final ThreadLocal<double[]> PACK = ThreadLocal.withInitial(() -> new double[0]);
    /** Four results of a strip that is cut short. */
    private static final ThreadLocal<double[][]> SHORT = ThreadLocal.withInitial(() -> new double[4][L]);

    @Override
    public void add(double[][] vectors, double[][] coefficients, double scale, double[][] into, int from, int to) {
        int rows = into.length - into.length % 4;
        if (rows > 0) {
            int strips = Math.max(1, Math.min(MOST_STRIPS, PACKED / Math.max(1, vectors.length * L)));
            var packed = pack(strips * L * vectors.length);
            for (int i = from; i < to; i += strips * L) {
                panel(vectors, coefficients, scale, into, rows, i, Math.min(to, i + strips * L), packed);
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
        for (int i = from, at = 0; i < to; i += L) {
            int width = Math.min(L, to - i);
            for (double[] vector : vectors) {
                System.arraycopy(vector, i, packed, at, width);
                Arrays.fill(packed, at + width, at + L, 0);
                at += L;
            }
        }
        for (int o = 0; o < rows; o += 4) {
            for (int i = from, at = 0; i < to; i += L, at += L * count) {
                if (i + L <= to) {
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
        var sumP = DoubleVector.fromArray(D, p, i).mul(scale);
        var sumQ = DoubleVector.fromArray(D, q, i).mul(scale);
        var sumR = DoubleVector.fromArray(D, r, i).mul(scale);
        var sumS = DoubleVector.fromArray(D, s, i).mul(scale);
        int at = from;
        int v = 0;
        for (; v + 4 <= count; v += 4) {
            var x0 = DoubleVector.fromArray(D, x, at);
            var x1 = DoubleVector.fromArray(D, x, at + L);
            var x2 = DoubleVector.fromArray(D, x, at + 2 * L);
            var x3 = DoubleVector.fromArray(D, x, at + 3 * L);
            sumP = sumP.add(x0.mul(a[v]).add(x1.mul(a[v + 1])).add(x2.mul(a[v + 2])).add(x3.mul(a[v + 3])));
            sumQ = sumQ.add(x0.mul(b[v]).add(x1.mul(b[v + 1])).add(x2.mul(b[v + 2])).add(x3.mul(b[v + 3])));
            sumR = sumR.add(x0.mul(c[v]).add(x1.mul(c[v + 1])).add(x2.mul(c[v + 2])).add(x3.mul(c[v + 3])));
            sumS = sumS.add(x0.mul(d[v]).add(x1.mul(d[v + 1])).add(x2.mul(d[v + 2])).add(x3.mul(d[v + 3])));
            at += 4 * L;
        }
        for (; v < count; v++) {
            var x0 = DoubleVector.fromArray(D, x, at);
            sumP = sumP.add(x0.mul(a[v]));
            sumQ = sumQ.add(x0.mul(b[v]));
            sumR = sumR.add(x0.mul(c[v]));
            sumS = sumS.add(x0.mul(d[v]));
            at += L;
        }
        sumP.intoArray(p, i);
        sumQ.intoArray(q, i);
        sumR.intoArray(r, i);
        sumS.intoArray(s, i);
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
        var sum = DoubleVector.fromArray(D, y, i).mul(scale);
        int v = 0;
        for (; v + 4 <= a.length; v += 4) {
            var two = DoubleVector.fromArray(D, x[v], i).mul(a[v]).add(DoubleVector.fromArray(D, x[v + 1], i).mul(a[v + 1]));
            sum = sum.add(two.add(DoubleVector.fromArray(D, x[v + 2], i).mul(a[v + 2]))
                    .add(DoubleVector.fromArray(D, x[v + 3], i).mul(a[v + 3])));
        }
        for (; v < a.length; v++) {
            sum = sum.add(DoubleVector.fromArray(D, x[v], i).mul(a[v]));
        }
        sum.intoArray(y, i);
    }

    private static double element(double[][] x, double[] a, double begin, int i) {
        double sum = begin;
        int v = 0;
        for (; v + 4 <= a.length; v += 4) {
            sum += a[v] * x[v][i] + a[v + 1] * x[v + 1][i] + a[v + 2] * x[v + 2][i] + a[v + 3] * x[v + 3][i];
        }
        for (; v < a.length; v++) {
            sum += a[v] * x[v][i];
        }
        return sum;
    }
}
