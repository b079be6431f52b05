package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Linear fits of targets to inputs, regularised so strongly as rows left out one at a time are best predicted (ridge regression, Hoerl and
 * Kennard 1970; its strength by Allen's PRESS 1974), down to no slope at all. For tables with few rows an input, where least squares fit
 * noise.
 *
 * @param slopes
 *            [P, D]
 * @param residuals
 *            [N, D], of every row by the fit to all others
 */
record Ridge(double[][] slopes, double[] residuals) {
    /** Beside a covariance of standardised inputs, whose diagonal is 1. */
    private static final double[] STRENGTHS = {1e-3, 1e-2, 1e-1, 1, 10, 100, 1_000};

    /**
     * @param x
     *            [N, P], columns of mean 0
     * @param y
     *            [N, D], columns of mean 0
     */
    static Ridge of(double[] x, int inputs, double[] y, int dimensions) {
        int rows = y.length / dimensions;
        var fits = new Ridge[STRENGTHS.length];
        Engine.current().pool().run(fits.length, i -> fits[i] = rows > inputs ? byColumns(x, inputs, y, dimensions, STRENGTHS[i])
                : byRows(x, inputs, y, dimensions, STRENGTHS[i]));
        var best = new Ridge(new double[inputs][dimensions], y.clone());
        for (int d = 0; d < dimensions; d++) {
            for (var fit : fits) {
                if (fit.squares(d, dimensions) < best.squares(d, dimensions)) {
                    best.take(fit, d, dimensions);
                }
            }
        }
        return best;
    }

    private double squares(int d, int dimensions) {
        double sum = 0;
        for (int i = d; i < residuals.length; i += dimensions) {
            sum += residuals[i] * residuals[i];
        }
        return sum;
    }

    private void take(Ridge fit, int d, int dimensions) {
        for (int p = 0; p < slopes.length; p++) {
            slopes[p][d] = fit.slopes[p][d];
        }
        for (int i = d; i < residuals.length; i += dimensions) {
            residuals[i] = fit.residuals[i];
        }
    }

    /** By A = XᵀX/N + λ: slopes A⁻¹XᵀY/N, residuals (y − x·slopes)/(1 − xᵀA⁻¹x/N). */
    private static Ridge byColumns(double[] x, int inputs, double[] y, int dimensions, double strength) {
        int rows = y.length / dimensions;
        var columns = new double[inputs][rows];
        for (int i = 0; i < x.length; i++) {
            columns[i % inputs][i / inputs] = x[i];
        }
        var l = factor(columns, strength, rows);
        var slopes = new double[inputs][dimensions];
        for (int d = 0; d < dimensions; d++) {
            var target = column(y, d, dimensions);
            var product = Arrays.stream(columns).mapToDouble(c -> dot(c, target) / rows).toArray();
            var solved = Triangular.solveTransposed(l, Triangular.solve(l, product));
            for (int p = 0; p < inputs; p++) {
                slopes[p][d] = solved[p];
            }
        }
        var residuals = y.clone();
        for (int r = 0; r < rows; r++) {
            var row = Arrays.copyOfRange(x, r * inputs, (r + 1) * inputs);
            var half = Triangular.solve(l, row);
            for (int d = 0; d < dimensions; d++) {
                for (int p = 0; p < inputs; p++) {
                    residuals[r * dimensions + d] -= row[p] * slopes[p][d];
                }
                residuals[r * dimensions + d] /= 1 - dot(half, half) / rows;
            }
        }
        return new Ridge(slopes, residuals);
    }

    /** By G = XXᵀ/N + λ: slopes XᵀG⁻¹Y/N, residuals G⁻¹y divided by the diagonal of G⁻¹. */
    private static Ridge byRows(double[] x, int inputs, double[] y, int dimensions, double strength) {
        int rows = y.length / dimensions;
        var each = new ArrayList<double[]>();
        for (int r = 0; r < rows; r++) {
            each.add(Arrays.copyOfRange(x, r * inputs, (r + 1) * inputs));
        }
        var l = factor(each.toArray(double[][]::new), strength, rows);
        var inverse = Triangular.inverse(l);
        var slopes = new double[inputs][dimensions];
        var residuals = new double[y.length];
        for (int d = 0; d < dimensions; d++) {
            var solved = Triangular.solveTransposed(l, Triangular.solve(l, column(y, d, dimensions)));
            for (int r = 0; r < rows; r++) {
                residuals[r * dimensions + d] = solved[r] / inverse[r][r];
                for (int p = 0; p < inputs; p++) {
                    slopes[p][d] += x[r * inputs + p] * solved[r] / rows;
                }
            }
        }
        return new Ridge(slopes, residuals);
    }

    /** Of V·Vᵀ/N + λ, for vectors V. */
    private static double[][] factor(double[][] vectors, double strength, int rows) {
        var square = new double[vectors.length][vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j <= i; j++) {
                square[i][j] = dot(vectors[i], vectors[j]) / rows + (i == j ? strength : 0);
            }
        }
        return Triangular.factor("the inputs' covariance", square);
    }

    private static double[] column(double[] values, int d, int dimensions) {
        var column = new double[values.length / dimensions];
        Arrays.setAll(column, r -> values[r * dimensions + d]);
        return column;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
