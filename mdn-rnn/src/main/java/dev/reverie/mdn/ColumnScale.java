package dev.reverie.mdn;

import java.util.Arrays;

/**
 * Whether a column of a table can be standardised, and whether a few of its numbers decide its scale, so that all others become nearly
 * equal: to be asked before a training. Deviations are robust ones, from the range of the middle half of the column, or more of it where
 * that half is equal.
 *
 * @param farthest
 *            row of the number farthest from the median; counted after the bijector, as the others
 * @param distance
 *            of that number from the median, in robust deviations
 * @param stretch
 *            standard deviation in robust deviations: near 1 for a normal column, above {@link #MUCH} where outliers swallow the scale
 * @param largest
 *            absolute value of the largest number
 * @param deviation
 *            standard deviation; 0 where the column is constant
 */
public record ColumnScale(int farthest, double distance, double stretch, double largest, double deviation) {
    /** Between these, a number, a deviation and their squares are far from the ends of what a double holds. */
    public static final double MOST = 1e150;
    /** The least deviation of a column that is not constant. */
    public static final double LEAST = 1e-150;
    /** A stretch that leaves the others a twentieth of the scale. */
    public static final double MUCH = 20;
    /** Numbers farther away are out of reach of a network in floats. */
    private static final double REACH = 1e30;
    /** A share of the numbers that is left out at either end, and the range of the rest in deviations of a normal column. */
    private static final double[][] RANGES = {{0.25, 1.349}, {0.1, 2.563}, {0.05, 3.290}, {0.01, 4.653}};

    /**
     * @param column
     *            within the bijector's domain, at least one number
     */
    public static ColumnScale of(double[] column, Bijector bijector) {
        var values = Arrays.stream(column).map(bijector::forward).toArray();
        var sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        int farthest = 0;
        for (int i = 1; i < values.length; i++) {
            farthest = Math.abs(values[i] - median) > Math.abs(values[farthest] - median) ? i : farthest;
        }
        double deviation = deviation(values, Math.max(Math.abs(sorted[0] - median), Math.abs(sorted[sorted.length - 1] - median)), median);
        double robust = robust(sorted);
        return new ColumnScale(farthest, Math.abs(values[farthest] - median) / (robust > 0 ? robust : 1),
                robust > 0 ? deviation / robust : 1,
                Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1])), deviation);
    }

    /** In units of the largest distance, so that no square leaves what a double holds. */
    private static double deviation(double[] values, double unit, double median) {
        if (unit == 0) {
            return 0;
        }
        var moments = new dev.reverie.core.RunningMoments(0);
        for (double value : values) {
            moments.add((value - median) / unit);
        }
        return unit * moments.deviation();
    }

    private static double robust(double[] sorted) {
        for (var range : RANGES) {
            int cut = (int) (range[0] * sorted.length);
            double middle = sorted[sorted.length - 1 - cut] - sorted[cut];
            if (middle > 0) {
                return middle / range[1];
            }
        }
        return 0;
    }

    /** Whether a number is too large for its square to be one. */
    public boolean isTooLarge() {
        return largest > MOST;
    }

    /** Whether the column varies, but so little that the square of its deviation is no number. */
    public boolean isTooSmall() {
        return deviation > 0 && deviation < LEAST;
    }

    /** Whether the farthest number is out of reach of a network that sees the others. */
    public boolean isOutOfReach() {
        return distance > REACH;
    }

    /** Whether the farthest numbers swallow the scale. */
    public boolean isStretched() {
        return stretch > MUCH;
    }
}
