package dev.reverie.experiments.run;

import dev.reverie.core.Scores;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a player's episodes came to.
 *
 * @param mean
 *            return; NaN where there is none
 * @param margin
 *            half the width of the mean's 95% interval
 * @param ends
 *            episodes that ended by themselves, for 1,000 steps
 */
public record Returns(double mean, double margin, double ends) {
    /** Where nothing was played. */
    static final Returns NONE = new Returns(Double.NaN, Double.NaN, Double.NaN);

    /**
     * @param cut
     *            where episodes were cut off
     */
    static Returns of(Scores scores, int cut) {
        return new Returns(scores.mean(), scores.margin95(), ends(scores, cut));
    }

    /** Such as {@code 412 ± 31}. */
    String text() {
        return Double.isNaN(mean) ? "–" : String.format(Locale.ROOT, Double.isNaN(margin) ? "%.0f" : "%.0f ± %.0f", mean, margin);
    }

    String endsText() {
        return Double.isNaN(ends) ? "–" : String.format(Locale.ROOT, "%.2f", ends);
    }

    /**
     * How many episodes ended by themselves, for 1,000 steps: the rate of deaths, where an end is one. An episode that has the length of
     * the cut counts as cut off.
     */
    static double ends(Scores scores, int cut) {
        long ended = Arrays.stream(scores.lengths()).filter(length -> length < cut).count();
        return 1000.0 * ended / Arrays.stream(scores.lengths()).asLongStream().sum();
    }
}
