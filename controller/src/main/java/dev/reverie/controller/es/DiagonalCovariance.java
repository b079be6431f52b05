package dev.reverie.controller.es;

import dev.reverie.compute.Pool;
import java.util.Arrays;

/** The diagonal of C alone: separable CMA-ES (Ros and Hansen, PPSN 2008), O(n) a candidate. */
final class DiagonalCovariance implements Covariance {
    /** Ratio of variances beyond which the least is raised. */
    private static final double MAX_CONDITION = 1e14;

    private double[] variances;

    private DiagonalCovariance(double[] variances) {
        this.variances = variances;
    }

    static DiagonalCovariance identity(int n) {
        var variances = new double[n];
        Arrays.fill(variances, 1);
        return new DiagonalCovariance(variances);
    }

    static DiagonalCovariance read(StrategyState state) {
        return new DiagonalCovariance(state.doubles("variances", state.size()));
    }

    @Override
    public StrategyState write(StrategyState state) {
        return state.with("variances", variances);
    }

    @Override
    public double[][] steps(Pool pool, double[][] z) {
        var y = new double[z.length][variances.length];
        for (int k = 0; k < z.length; k++) {
            for (int i = 0; i < variances.length; i++) {
                y[k][i] = Math.sqrt(variances[i]) * z[k][i];
            }
        }
        return y;
    }

    @Override
    public double[] normals(Pool pool, double[] y) {
        var z = new double[y.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = y[i] / Math.sqrt(variances[i]);
        }
        return z;
    }

    @Override
    public double[] whitened(Pool pool, double[] z) {
        return z;
    }

    @Override
    public void learn(Pool pool, CmaConstants constants, Lesson lesson) {
        int n = variances.length;
        double[] weights = lesson.allWeights();
        double[][] vectors = Lesson.and(lesson.y(), lesson.path());
        var next = new double[n];
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            next[i] = lesson.keep() * variances[i];
            for (int k = 0; k < weights.length; k++) {
                next[i] += weights[k] * vectors[k][i] * vectors[k][i];
            }
            greatest = Math.max(greatest, next[i]);
        }
        for (int i = 0; i < n; i++) {
            next[i] = Math.max(next[i], greatest / MAX_CONDITION);
        }
        variances = next;
    }

    @Override
    public double[] elements() {
        int n = variances.length;
        var elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            elements[i * n + i] = variances[i];
        }
        return elements;
    }
}
