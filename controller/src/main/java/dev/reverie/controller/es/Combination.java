package dev.reverie.controller.es;

/** The one inner loop of CMA-ES: a linear combination of vectors, eight at a time, which the JIT compiler vectorises. */
final class Combination {
    private Combination() {
    }

    /**
     * into[i] += Σ_v coefficients[v] · vectors[v][i], v in {@code first..last-1}, i in {@code from..to-1}. The bits of an element depend on neither of
     * {@code from} and {@code to}.
     */
    static void add(double[][] vectors, double[] coefficients, int first, int last, double[] into, int from, int to) {
        int v = first;
        for (; v + 8 <= last; v += 8) {
            addEight(vectors, coefficients, v, into, from, to);
        }
        for (; v < last; v++) {
            addOne(vectors[v], coefficients[v], into, from, to);
        }
    }

    private static void addEight(double[][] x, double[] a, int v, double[] into, int from, int to) {
        double a0 = a[v];
        double a1 = a[v + 1];
        double a2 = a[v + 2];
        double a3 = a[v + 3];
        double a4 = a[v + 4];
        double a5 = a[v + 5];
        double a6 = a[v + 6];
        double a7 = a[v + 7];
        double[] x0 = x[v];
        double[] x1 = x[v + 1];
        double[] x2 = x[v + 2];
        double[] x3 = x[v + 3];
        double[] x4 = x[v + 4];
        double[] x5 = x[v + 5];
        double[] x6 = x[v + 6];
        double[] x7 = x[v + 7];
        for (int i = from; i < to; i++) {
            into[i] += a0 * x0[i] + a1 * x1[i] + a2 * x2[i] + a3 * x3[i] + a4 * x4[i] + a5 * x5[i] + a6 * x6[i] + a7 * x7[i];
        }
    }

    private static void addOne(double[] x, double a, double[] into, int from, int to) {
        for (int i = from; i < to; i++) {
            into[i] += a * x[i];
        }
    }
}
