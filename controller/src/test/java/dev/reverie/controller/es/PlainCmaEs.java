package dev.reverie.controller.es;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A generation of CMA-ES written down once more, to be read beside Hansen's tutorial: candidates in, everything by matrices, C^−½ by Jacobi
 * rotations, no laziness. The oracle of {@link CmaEs#tell}.
 */
final class PlainCmaEs {
    final int n;
    final double[] m;
    double size;
    final double[] ps;
    final double[] pc;
    final double[][] c;
    int g;
    private final boolean active;

    PlainCmaEs(double[] start, double stepSize, boolean active) {
        n = start.length;
        m = start.clone();
        size = stepSize;
        ps = new double[n];
        pc = new double[n];
        c = new double[n][n];
        for (int i = 0; i < n; i++) {
            c[i][i] = 1;
        }
        this.active = active;
    }

    void tell(double[][] candidates, double[] fitness) {
        int lambda = candidates.length;
        int mu = lambda / 2;
        Integer[] order = new Integer[lambda];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -fitness[i]));
        var raw = new double[lambda];
        Arrays.setAll(raw, i -> Math.log((lambda + 1) / 2.0 / (i + 1)));
        double sum = Arrays.stream(raw).limit(mu).sum();
        double mueff = sum * sum / Arrays.stream(raw).limit(mu).map(w -> w * w).sum();
        double lost = -Arrays.stream(raw).skip(mu).sum();
        double muminus = lost * lost / Arrays.stream(raw).skip(mu).map(w -> w * w).sum();
        double cs = (mueff + 2) / (n + mueff + 5);
        double ds = 1 + cs + 2 * Math.max(0, Math.sqrt((mueff - 1) / (n + 1)) - 1);
        double cc = (4 + mueff / n) / (n + 4 + 2 * mueff / n);
        double c1 = 2 / (Math.pow(n + 1.3, 2) + mueff);
        double cmu = Math.min(1 - c1, 2 * (mueff - 1.75 + 1 / mueff) / (Math.pow(n + 2, 2) + mueff));
        double alpha = !active ? 0 : Math.min(Math.min(1 + c1 / cmu, 1 + 2 * muminus / (mueff + 2)), (1 - c1 - cmu) / (n * cmu));
        var w = new double[lambda];
        Arrays.setAll(w, i -> i < mu ? raw[i] / sum : alpha * raw[i] / lost);
        double chi = Math.sqrt(n) * (1 - 0.25 / n + 1.0 / 21 / n / n);

        var root = inverseRoot(c);
        var y = new double[lambda][n];
        var step = new double[n];
        for (int k = 0; k < lambda; k++) {
            for (int i = 0; i < n; i++) {
                y[k][i] = (candidates[order[k]][i] - m[i]) / size;
                step[i] += k < mu ? w[k] * y[k][i] : 0;
            }
        }
        var white = Functions.times(root, step);
        for (int i = 0; i < n; i++) {
            m[i] += size * step[i];
            ps[i] = (1 - cs) * ps[i] + Math.sqrt(cs * (2 - cs) * mueff) * white[i];
        }
        double length = Math.sqrt(Functions.sphere(ps));
        size *= Math.exp(cs / ds * (length / chi - 1));
        g++;
        boolean h = length / Math.sqrt(1 - Math.pow(1 - cs, 2 * g)) < (1.4 + 2.0 / (n + 1)) * chi;
        for (int i = 0; i < n; i++) {
            pc[i] = (1 - cc) * pc[i] + (h ? Math.sqrt(cc * (2 - cc) * mueff) * step[i] : 0);
        }
        double decay = 1 + (h ? 0 : c1 * cc * (2 - cc)) - c1 - cmu * Arrays.stream(w).sum();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                c[i][j] = decay * c[i][j] + c1 * pc[i] * pc[j];
                for (int k = 0; k < lambda; k++) {
                    double weight = w[k] >= 0 ? w[k] : w[k] * n / Functions.sphere(Functions.times(root, y[k]));
                    c[i][j] += cmu * weight * y[k][i] * y[k][j];
                }
            }
        }
    }

    /** C^−½ = V Λ^−½ Vᵀ by cyclic Jacobi rotations. */
    static double[][] inverseRoot(double[][] symmetric) {
        int n = symmetric.length;
        var a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
        var v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < 30; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    for (int k = 0; k < n; k++) {
                        double x = a[k][p];
                        a[k][p] = cos * x - sin * a[k][q];
                        a[k][q] = sin * x + cos * a[k][q];
                        double r = v[k][p];
                        v[k][p] = cos * r - sin * v[k][q];
                        v[k][q] = sin * r + cos * v[k][q];
                    }
                    for (int k = 0; k < n; k++) {
                        double x = a[p][k];
                        a[p][k] = cos * x - sin * a[q][k];
                        a[q][k] = sin * x + cos * a[q][k];
                    }
                }
            }
        }
        var root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    root[i][j] += v[i][k] * v[j][k] / Math.sqrt(a[k][k]);
                }
            }
        }
        return root;
    }
}
