package dev.reverie.mdn;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a density on a line is above a level. Between two neighbouring extrema it is monotone, so every crossing is found by bisection.
 */
final class DensityRegions {
    /** Points between two breaks at which the slope's sign is looked at. */
    private static final int GRID = 16;

    private final UnivariateMixture line;
    /** Extrema in order, between the far ends of the line. */
    private final double[] extrema;

    DensityRegions(UnivariateMixture line) {
        this.line = line;
        this.extrema = extrema(line);
    }

    private static double[] extrema(UnivariateMixture line) {
        var breaks = line.breaks();
        var found = new ArrayList<Double>();
        found.add(breaks[0]);
        double last = breaks[0];
        double lastSlope = line.slope(last);
        for (int i = 1; i < breaks.length; i++) {
            for (int j = 1; j <= GRID; j++) {
                double y = breaks[i - 1] + (breaks[i] - breaks[i - 1]) * j / GRID;
                double slope = line.slope(y);
                if (lastSlope != 0 && slope != 0 && lastSlope > 0 != slope > 0) {
                    found.add(Bisection.root(line::slope, last, y));
                }
                if (slope != 0) {
                    lastSlope = slope;
                    last = y;
                }
            }
        }
        found.add(breaks[breaks.length - 1]);
        return found.stream().mapToDouble(x -> x).toArray();
    }

    /** The intervals where the density is above {@code level}. */
    private List<UnivariateMixture.Interval> above(double level) {
        var intervals = new ArrayList<UnivariateMixture.Interval>();
        boolean inside = line.density(extrema[0]) > level;
        double from = extrema[0];
        for (int i = 1; i < extrema.length; i++) {
            boolean next = line.density(extrema[i]) > level;
            if (next != inside) {
                double crossing = Bisection.root(y -> line.density(y) - level, extrema[i - 1], extrema[i]);
                if (inside) {
                    intervals.add(new UnivariateMixture.Interval(from, crossing));
                }
                from = crossing;
                inside = next;
            }
        }
        if (inside) {
            intervals.add(new UnivariateMixture.Interval(from, extrema[extrema.length - 1]));
        }
        return intervals;
    }

    /** P(p(Y) > level). */
    double massAbove(double level) {
        double mass = 0;
        for (var interval : above(level)) {
            mass += line.cumulative(interval.to()) - line.cumulative(interval.from());
        }
        return mass;
    }

    /** The smallest region with this mass. */
    List<UnivariateMixture.Interval> holding(double mass) {
        double highest = 0;
        for (double y : extrema) {
            highest = Math.max(highest, line.density(y));
        }
        // The mass falls as the level rises.
        double level = Bisection.root(l -> mass - massAbove(l), 0, highest);
        return above(level);
    }
}
