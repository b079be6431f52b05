package dev.reverie.mdn;

/** Small dense matrices as a density needs them: Cholesky factors L, lower triangular with a positive diagonal, rows as arrays. */
final class Triangular {
    private Triangular() {
    }

    /**
     * L with L·Lᵀ = a (Golub and Van Loan, algorithm 4.2.1).
     *
     * @param a
     *            symmetric, [D, D]; only its lower half is read
     * @throws IllegalArgumentException
     *             if it is not positive definite
     */
    static double[][] factor(String name, double[][] a) {
        int d = a.length;
        var l = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j) {
                    if (!(sum > 0) || Double.isInfinite(sum)) {
                        throw new IllegalArgumentException(name + " must be positive definite, its pivot " + i + " is " + sum);
                    }
                    l[i][i] = Math.sqrt(sum);
                } else {
                    l[i][j] = sum / l[j][j];
                }
            }
        }
        return l;
    }

    /** x with L·x = b. */
    static double[] solve(double[][] l, double[] b) {
        int d = l.length;
        var x = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        return x;
    }

    /** x with Lᵀ·x = b. */
    static double[] solveTransposed(double[][] l, double[] b) {
        int d = l.length;
        var x = new double[d];
        for (int i = d - 1; i >= 0; i--) {
            double sum = b[i];
            for (int k = i + 1; k < d; k++) {
                sum -= l[k][i] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        return x;
    }

    /** Lᵀ·b. */
    static double[] timesTransposed(double[][] l, double[] b) {
        int d = l.length;
        var x = new double[d];
        for (int i = 0; i < d; i++) {
            for (int k = i; k < d; k++) {
                x[i] += l[k][i] * b[k];
            }
        }
        return x;
    }

    /** (L·Lᵀ)⁻¹. */
    static double[][] inverse(double[][] l) {
        int d = l.length;
        var inverse = new double[d][];
        var unit = new double[d];
        for (int i = 0; i < d; i++) {
            unit[i] = 1;
            inverse[i] = solveTransposed(l, solve(l, unit));
            unit[i] = 0;
        }
        return inverse;
    }

    /** L·Lᵀ. */
    static double[][] square(double[][] l) {
        int d = l.length;
        var a = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k <= Math.min(i, j); k++) {
                    a[i][j] += l[i][k] * l[j][k];
                }
            }
        }
        return a;
    }

    static double[][] copy(double[][] a) {
        var copy = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            copy[i] = a[i].clone();
        }
        return copy;
    }
}
