package dev.reverie.mdn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The local maxima of a mixture, by the mean-shift iteration (Carreira-Perpiñán 2000) from every component's mean and, in several
 * dimensions, from the peaks of the ridgelines between two components: there a mixture may have more modes than components, as where two
 * long ones cross (Ray and Lindsay 2005). With two components no mode is missed but those of a width below a step of the ridgeline; what
 * three or more make together away from all ridgelines may be.
 */
public final class Modes {
    private static final int MAX_STEPS = 10_000;
    /** Two ends nearer than this, in standard deviations of the narrowest component, are one mode. */
    private static final double SAME = 1e-3;
    /** Steps of a ridgeline. */
    private static final int STEPS = 64;

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
        for (var from : starts(mixture)) {
            for (int i = 0; i < from.length; i++) {
                // A start may sit exactly on a saddle, which a step aside leaves.
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

    private static List<double[]> starts(Mixture mixture) {
        int[] used = IntStream.range(0, mixture.size()).filter(k -> mixture.weight(k) > 0).toArray();
        var starts = new ArrayList<double[]>();
        for (int k : used) {
            starts.add(mixture.component(k).mean());
        }
        for (int a = 0; a < used.length && mixture.dimensions() > 1; a++) {
            for (int b = a + 1; b < used.length; b++) {
                addPeaks(mixture, used[a], used[b], starts);
            }
        }
        return starts;
    }

    /** The peaks of the density along the ridgeline between two components, on which all modes of these two lie, without its ends. */
    private static void addPeaks(Mixture mixture, int a, int b, List<double[]> starts) {
        var points = new ArrayList<double[]>();
        for (int step = 0; step <= STEPS; step++) {
            var shares = new double[mixture.size()];
            shares[b] = (double) step / STEPS;
            shares[a] = 1 - shares[b];
            points.add(centre(mixture, shares));
        }
        var heights = points.stream().mapToDouble(mixture::logDensity).toArray();
        for (int step = 1; step < STEPS; step++) {
            if (heights[step] > heights[step - 1] && heights[step] >= heights[step + 1]) {
                starts.add(points.get(step));
            }
        }
    }

    /** y ← (Σ r_k Λ_k)⁻¹ Σ r_k Λ_k μ_k, which never goes downhill. */
    private static double[] climb(Mixture mixture, double[] from, double stop) {
        var y = from;
        for (int step = 0; step < MAX_STEPS; step++) {
            var next = centre(mixture, mixture.responsibilities(y));
            if (near(y, next, stop)) {
                return next;
            }
            y = next;
        }
        return y;
    }

    /** (Σ r_k Λ_k)⁻¹ Σ r_k Λ_k μ_k. */
    private static double[] centre(Mixture mixture, double[] r) {
        int d = mixture.dimensions();
        var precision = new double[d][d];
        var pull = new double[d];
        for (int k = 0; k < r.length; k++) {
            var component = mixture.component(k);
            var part = component.precision();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    precision[i][j] += r[k] * part[i][j];
                    pull[i] += r[k] * part[i][j] * component.mean(j);
                }
            }
        }
        var l = Triangular.factor("precision", precision);
        return Triangular.solveTransposed(l, Triangular.solve(l, pull));
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
