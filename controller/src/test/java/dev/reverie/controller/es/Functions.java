package dev.reverie.controller.es;

import dev.reverie.core.Seed;

/** The usual functions to minimise; all are 0 at their optimum. */
final class Functions {
    private Functions() {
    }

    static double sphere(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    /** Axes from 1 to {@code condition}, squared lengths. */
    static double ellipsoid(double[] x, double condition) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(condition, i / (x.length - 1.0)) * x[i] * x[i];
        }
        return sum;
    }

    /** Optimum at all ones. */
    static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i] * x[i] - x[i + 1];
            sum += 100 * bend * bend + (x[i] - 1) * (x[i] - 1);
        }
        return sum;
    }

    /** A parabola with about 10^n local optima around it. */
    static double rastrigin(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v + 10 * (1 - Math.cos(2 * Math.PI * v));
        }
        return sum;
    }

    /** A random rotation, rows orthonormal by Gram and Schmidt. */
    static double[][] rotation(int n, Seed seed) {
        var random = seed.random();
        var rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = random.nextGaussian();
            }
            for (int k = 0; k < i; k++) {
                double along = dot(rows[i], rows[k]);
                for (int j = 0; j < n; j++) {
                    rows[i][j] -= along * rows[k][j];
                }
            }
            double length = Math.sqrt(dot(rows[i], rows[i]));
            for (int j = 0; j < n; j++) {
                rows[i][j] /= length;
            }
        }
        return rows;
    }

    static double[] times(double[][] matrix, double[] x) {
        var product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], x);
        }
        return product;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
