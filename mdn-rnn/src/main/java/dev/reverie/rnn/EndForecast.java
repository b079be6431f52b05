package dev.reverie.rnn;

import java.util.stream.IntStream;

/**
 * How well the ends of episodes were foreseen, step by step.
 *
 * <p>Training counts an end W times, which moves every logit up by ln W; probabilities here are those without that, σ(logit − ln W).
 *
 * @param steps
 *            looked at
 * @param ends
 *            of them, that ended their episode
 * @param brier
 *            mean squared distance of probability and outcome
 * @param climatology
 *            Brier score of always saying the share of ends: what is to be beaten
 * @param calibrationError
 *            expected, over ten equal bins of probability: mean distance of what was said and how often it came
 * @param area
 *            under the ROC curve: how likely an end has a higher logit than another step; 0.5 for a guess, NaN without ends
 * @param found
 *            share of the ends with a logit above 0, where a dream ends; NaN without ends
 * @param alarms
 *            share of the other steps with one above 0
 */
public record EndForecast(int steps, int ends, double brier, double climatology, double calibrationError, double area, double found,
        double alarms) {
    private static final int BINS = 10;

    /**
     * @param logits
     *            of the episode being over, one a step
     * @param over
     *            whether it was
     * @param endWeight
     *            W
     */
    public static EndForecast of(double[] logits, boolean[] over, double endWeight) {
        int n = logits.length;
        if (n == 0 || over.length != n) {
            throw new IllegalArgumentException("logits and over must be as many, at least 1, were " + n + " and " + over.length);
        }
        int ends = (int) IntStream.range(0, n).filter(i -> over[i]).count();
        double brier = 0;
        var said = new double[BINS];
        var came = new double[BINS];
        for (int i = 0; i < n; i++) {
            double p = probability(logits[i], endWeight);
            double y = over[i] ? 1 : 0;
            brier += (p - y) * (p - y) / n;
            int bin = (int) Math.min(BINS - 1, p * BINS);
            said[bin] += p / n;
            came[bin] += y / n;
        }
        double error = IntStream.range(0, BINS).mapToDouble(bin -> Math.abs(said[bin] - came[bin])).sum();
        double rate = (double) ends / n;
        double found = IntStream.range(0, n).filter(i -> over[i] && logits[i] > 0).count() / (double) ends;
        double alarms = IntStream.range(0, n).filter(i -> !over[i] && logits[i] > 0).count() / (double) (n - ends);
        return new EndForecast(n, ends, brier, rate * (1 - rate), error, area(logits, over, ends), found, alarms);
    }

    /**
     * What a logit says of the episode being over, without the weight that training gave to ends; 0 where training gave them none.
     *
     * @param endWeight
     *            W
     */
    public static double probability(double logit, double endWeight) {
        return endWeight == 0 ? 0 : 1 / (1 + endWeight * StrictMath.exp(-logit));
    }

    /** By ranks, ties at their mean (Mann and Whitney). */
    private static double area(double[] logits, boolean[] over, int ends) {
        int n = logits.length;
        var order = IntStream.range(0, n).boxed().sorted((a, b) -> Double.compare(logits[a], logits[b])).mapToInt(i -> i).toArray();
        double ranks = 0;
        for (int from = 0; from < n;) {
            int to = from;
            while (to < n && logits[order[to]] == logits[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks += over[order[i]] ? (from + 1 + to) / 2.0 : 0;
            }
            from = to;
        }
        return (ranks - ends * (ends + 1.0) / 2) / ((double) ends * (n - ends));
    }
}
