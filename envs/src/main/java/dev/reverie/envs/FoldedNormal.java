package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Trig;

/**
 * A normal variable that two walls throw back: where something ends up that would go to N({@code mean}, {@code sd}²) but for mirrors at
 * ±{@code wall}, as often as it meets them.
 *
 * <p>Density and moments are exact: the density is the sum of the normal's over all mirror images, the moments are the Fourier series of
 * the mirrored position, whose terms a normal multiplies by its characteristic function. An object of chance moves this way in {@link
 * BouncingBall}.
 *
 * @param mean
 *            where it would go on average, inside or outside the walls
 * @param sd
 *            at least {@value #NARROWEST} of the wall
 * @param wall
 *            above 0; the variable is within −wall..wall
 */
public record FoldedNormal(double mean, double sd, double wall) {
    /** Below that, the series would get long. */
    static final double NARROWEST = 1e-4;
    /** Beyond so many standard deviations a normal is nothing. */
    private static final double FAR = 12;

    public FoldedNormal {
        Arguments.positive("wall", wall);
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean must be finite, was " + mean);
        }
        if (!(sd >= NARROWEST * wall) || Double.isInfinite(sd)) {
            throw new IllegalArgumentException("sd must be >= " + NARROWEST * wall + " and finite, was " + sd);
        }
    }

    /** Where {@code position} is after all its reflections. */
    static double fold(double position, double wall) {
        double bounces = bounces(position, wall);
        double moved = position - 2 * wall * bounces;
        // Rounding may leave it a hair outside.
        return Math.max(-wall, Math.min(isOdd(bounces) ? -moved : moved, wall));
    }

    /** Whether what gets to {@code position} moves the other way after its reflections. */
    static boolean turned(double position, double wall) {
        return isOdd(bounces(position, wall));
    }

    private static double bounces(double position, double wall) {
        return Math.floor((position + wall) / (2 * wall));
    }

    private static boolean isOdd(double whole) {
        return whole % 2 != 0;
    }

    /** Nats; −∞ outside the walls. */
    public double logDensity(double x) {
        if (!(Math.abs(x) <= wall)) {
            return Double.NEGATIVE_INFINITY;
        }
        long images = (long) Math.ceil((Math.abs(mean) + FAR * sd) / (2 * wall)) + 1;
        double nearest = Double.POSITIVE_INFINITY;
        for (long n = -images; n <= images; n++) {
            nearest = Math.min(nearest, squaredDistance(x, n));
        }
        double sum = 0;
        for (long n = -images; n <= images; n++) {
            sum += StrictMath.exp((nearest - squaredDistance(x, n)) / 2);
        }
        return StrictMath.log(sum) - nearest / 2 - StrictMath.log(sd * Math.sqrt(2 * Math.PI));
    }

    /** From the mean to the n-th image of x, in standard deviations. */
    private double squaredDistance(double x, long n) {
        double image = 2 * wall * n + (n % 2 == 0 ? x : -x);
        return (image - mean) * (image - mean) / (sd * sd);
    }

    /** The expectation: near a wall, not {@link #mean}. */
    public double expectation() {
        if (isFree()) {
            return mean;
        }
        // The triangle wave: 8w/π² · Σ ± sin((2j+1)πx/2w) / (2j+1)².
        double sum = 0;
        for (int k = 1; counts(k * Math.PI / (2 * wall)); k += 2) {
            double frequency = k * Math.PI / (2 * wall);
            sum += (k % 4 == 1 ? 1 : -1) * Trig.sin(frequency * mean) * damping(frequency) / ((double) k * k);
        }
        return 8 * wall / (Math.PI * Math.PI) * sum;
    }

    /** The standard deviation: near a wall, less than {@link #sd}. */
    public double standardDeviation() {
        if (isFree()) {
            return sd;
        }
        // The square of the triangle wave: w²/3 + 4w²/π² · Σ ± cos(kπx/w) / k².
        double sum = 0;
        for (int k = 1; counts(k * Math.PI / wall); k++) {
            double frequency = k * Math.PI / wall;
            sum += (k % 2 == 0 ? 1 : -1) * Trig.cos(frequency * mean) * damping(frequency) / ((double) k * k);
        }
        double square = wall * wall / 3 + 4 * wall * wall / (Math.PI * Math.PI) * sum;
        double expectation = expectation();
        return Math.sqrt(Math.max(0, square - expectation * expectation));
    }

    /** Whether the walls are too far away to matter. */
    private boolean isFree() {
        return Math.abs(mean) + FAR * sd < wall;
    }

    /** The normal's characteristic function, but for its phase. */
    private double damping(double frequency) {
        return StrictMath.exp(-(frequency * sd) * (frequency * sd) / 2);
    }

    private boolean counts(double frequency) {
        return frequency * sd < 9;
    }
}
