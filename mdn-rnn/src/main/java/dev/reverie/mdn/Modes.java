package dev.reverie.mdn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The local maxima of a mixture, by the mean-shift iteration from every component's mean (Carreira-Perpiñán 2000). */
public final class Modes {
    private static final int MOST_STEPS = 10_000;
    /** Two ends nearer than this, in standard deviations of the narrowest component, are one mode. */
    private static final double SAME = 1e-3;

    private Modes() {
    }

    /**
     * A local maximum.
     *
     * @param at
     *            where, [D]
     * @param density
     *            p there
     */
    public record Mode(double[] at, double density) {
    }

    static List<Mode> of(Mixture mixture) {
        double narrowest = mixture.components().stream().mapToDouble(Modes::narrowest).min().orElseThrow();
        var modes = new ArrayList<Mode>();
        for (int k = 0; k < mixture.size(); k++) {
            if (mixture.weight(k) == 0) {
                continue;
            }
            var from = mixture.component(k).mean();
            for (int i = 0; i < from.length; i++) {
                // A mean may sit exactly on a saddle between others, which a step aside leaves.
                from[i] += narrowest * 10 * SAME;
            }
            var at = climb(mixture, from, narrowest * SAME * 1e-3);
            if (modes.stream().noneMatch(mode -> near(mode.at, at, narrowest * SAME * 10))) {
                modes.add(new Mode(at, mixture.density(at)));
            }
        }
        modes.sort(Comparator.comparingDouble(Mode::density).reversed());
        return List.copyOf(modes);
    }

    /** y ← (Σ r_k Λ_k)⁻¹ Σ r_k Λ_k μ_k, which never goes downhill. */
    private static double[] climb(Mixture mixture, double[] from, double stop) {
        var y = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            var r = mixture.responsibilities(y);
            var precision = new double[y.length][y.length];
            var pull = new double[y.length];
            for (int k = 0; k < r.length; k++) {
                var component = mixture.component(k);
                var part = component.precision();
                for (int i = 0; i < y.length; i++) {
                    for (int j = 0; j < y.length; j++) {
                        precision[i][j] += r[k] * part[i][j];
                        pull[i] += r[k] * part[i][j] * component.mean(j);
                    }
                }
            }
            var l = Triangular.factor("precision", precision);
            var next = Triangular.solveTransposed(l, Triangular.solve(l, pull));
            if (near(y, next, stop)) {
                return next;
            }
            y = next;
        }
        return y;
    }

    /** 1 / the largest row norm of the factor: at most the smallest standard deviation in any direction, up to √D. */
    private static double narrowest(Normal component) {
        double largest = 0;
        var factor = component.factor();
        for (int i = 0; i < factor.length; i++) {
            double norm = 0;
            for (double v : factor[i]) {
                norm += v * v;
            }
            largest = Math.max(largest, norm);
        }
        return 1 / Math.sqrt(largest);
    }

    private static boolean near(double[] a, double[] b, double distance) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum <= distance * distance;
    }
}
