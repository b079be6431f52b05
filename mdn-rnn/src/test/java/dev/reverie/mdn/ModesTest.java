package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModesTest {
    private static Normal at(double x, double y, double sx, double sy) {
        return Normal.diagonal(new double[]{x, y}, new double[]{sx, sy});
    }

    /** Ray and Lindsay (2005): a long component along x and one along y have a third mode where they cross. */
    @Test
    void twoComponentsThatCrossHaveThreeModes() {
        var mixture = Mixture.of(new double[]{0.5, 0.5}, List.of(at(0, 0, 1, 0.2), at(1.5, 1.5, 0.2, 1)));
        var modes = mixture.modes();
        assertEquals(3, modes.size(), modes.toString());
        assertTrue(modes.stream().anyMatch(mode -> Math.hypot(mode.at()[0] - 1.5, mode.at()[1]) < 0.2));
    }

    /** Uphill by steps in 32 directions, ever smaller: a grid also shows peaks on slanted ridges, which are none. */
    private static double[] top(Mixture mixture, double x, double y, double step) {
        for (double size = step; size > 1e-5;) {
            double best = mixture.logDensity(x, y);
            double[] next = null;
            for (int k = 0; k < 32; k++) {
                double toX = x + size * Math.cos(k * Math.PI / 16);
                double toY = y + size * Math.sin(k * Math.PI / 16);
                if (mixture.logDensity(toX, toY) > best) {
                    best = mixture.logDensity(toX, toY);
                    next = new double[]{toX, toY};
                }
            }
            x = next == null ? x : next[0];
            y = next == null ? y : next[1];
            size = next == null ? size / 2 : size;
        }
        return new double[]{x, y};
    }

    /** The tops above the numbers of a grid that are above their eight neighbours, within [-4, 4]². */
    private static List<double[]> peaks(Mixture mixture, double step) {
        var peaks = new ArrayList<double[]>();
        int n = (int) Math.round(8 / step);
        var p = new double[n + 1][n + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= n; j++) {
                p[i][j] = mixture.logDensity(i * step - 4, j * step - 4);
            }
        }
        for (int i = 1; i < n; i++) {
            for (int j = 1; j < n; j++) {
                boolean peak = true;
                for (int k = 0; k < 9; k++) {
                    peak &= k == 4 || p[i][j] > p[i + k / 3 - 1][j + k % 3 - 1];
                }
                if (peak) {
                    var top = top(mixture, i * step - 4, j * step - 4, step);
                    if (peaks.stream().noneMatch(other -> Math.hypot(other[0] - top[0], other[1] - top[1]) < step)) {
                        peaks.add(top);
                    }
                }
            }
        }
        return peaks;
    }

    /** Components of all shapes and directions; what a fine grid shows is found, and nothing else. */
    @Test
    void theModesOfRandomMixturesInThePlaneAreThoseOfAGrid() {
        var random = Seed.of(1).random();
        int seen = 0;
        int beyond = 0;
        for (int trial = 0; trial < 60; trial++) {
            var components = new ArrayList<Normal>();
            for (int k = 0; k < 3; k++) {
                double angle = Math.PI * random.nextDouble();
                double a = 0.15 + 0.1 * random.nextDouble();
                double b = 0.8 + random.nextDouble();
                double c = Math.cos(angle);
                double s = Math.sin(angle);
                components.add(Normal.withCovariance(new double[]{2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1},
                        new double[][]{{a * a * c * c + b * b * s * s, (b * b - a * a) * c * s},
                            {(b * b - a * a) * c * s, a * a * s * s + b * b * c * c}}));
            }
            var mixture = Mixture.of(new double[]{0.3, 0.4, 0.3}, components);
            var modes = mixture.modes();
            var peaks = peaks(mixture, 0.02);
            for (var peak : peaks) {
                assertTrue(modes.stream().anyMatch(mode -> Math.hypot(mode.at()[0] - peak[0], mode.at()[1] - peak[1]) < 0.02),
                        trial + ": none at " + peak[0] + ", " + peak[1]);
            }
            assertEquals(peaks.size(), modes.size(), "trial " + trial);
            seen += peaks.size();
            beyond += Math.max(0, peaks.size() - 3);
        }
        assertTrue(beyond > 0, seen + " modes, never more than components");
    }
}
