package dev.reverie.core;

/**
 * Mean and deviation of numbers that come one after another, about an origin among them, so that a large common offset costs no digit
 * (Welford 1962).
 */
public final class RunningMoments {
    /** A spread of so many units in the last place may be rounding alone. */
    private static final int ROUNDING = 4;

    private final double origin;
    private long count;
    /** Of the distances from the origin. */
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /**
     * @param origin
     *            one of the numbers, or another near them
     */
    public RunningMoments(double origin) {
        this.origin = origin;
    }

    /** One more number. */
    public void add(double value) {
        double away = value - origin;
        double step = away - mean;
        count++;
        mean += step / count;
        squares += step * (away - mean);
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    /**
     * All numbers of another part (Chan, Golub and LeVeque 1983).
     *
     * @param other
     *            with the same origin
     */
    public void add(RunningMoments other) {
        if (other.origin != origin) {
            throw new IllegalArgumentException("origin must be " + origin + ", was " + other.origin);
        }
        if (other.count > 0) {
            long sum = count + other.count;
            double step = other.mean - mean;
            mean += step * other.count / sum;
            squares += other.squares + step * step * count * other.count / sum;
            count = sum;
            least = Math.min(least, other.least);
            most = Math.max(most, other.most);
        }
    }

    public long count() {
        return count;
    }

    public double mean() {
        return origin + mean;
    }

    /** The mean square of the distances from the mean. */
    public double variance() {
        return squares / count;
    }

    /** √variance. */
    public double deviation() {
        return Math.sqrt(variance());
    }

    /** Whether the numbers, stored as doubles, are equal but for rounding. */
    public boolean isConstant() {
        return most - least <= ROUNDING * Math.ulp(magnitude());
    }

    /** Whether the numbers, stored as floats, are equal but for rounding. */
    public boolean isConstantInFloats() {
        return most - least <= ROUNDING * Math.ulp((float) magnitude());
    }

    private double magnitude() {
        return Math.max(Math.abs(least), Math.abs(most));
    }
}
