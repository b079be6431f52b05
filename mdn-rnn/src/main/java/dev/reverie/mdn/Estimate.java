package dev.reverie.mdn;

import dev.reverie.core.Arguments;
import java.util.function.DoubleSupplier;

/**
 * A number found by drawing, with how far off it may be.
 *
 * @param value
 *            the mean of the draws
 * @param standardError
 *            of that mean: sd / √n
 */
public record Estimate(double value, double standardError) {
    static Estimate of(int draws, DoubleSupplier draw) {
        Arguments.atLeast(2, "draws", draws);
        // Welford 1962: no cancellation however large the mean.
        double mean = 0;
        double squares = 0;
        for (int i = 1; i <= draws; i++) {
            double x = draw.getAsDouble();
            double before = x - mean;
            mean += before / i;
            squares += before * (x - mean);
        }
        return new Estimate(mean, Math.sqrt(squares / (draws - 1) / draws));
    }
}
