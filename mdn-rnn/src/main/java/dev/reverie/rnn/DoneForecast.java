package dev.reverie.rnn;

import dev.reverie.core.Interval;
import java.util.Arrays;
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
 *            under the ROC curve: how likely an end has a higher logit than another step; 0.5 for a guess, NaN without ends or without
 *            other steps
 * @param found
 *            share of the ends with a logit above 0, where a dream ends; NaN without ends; {@link #foundInterval} says how sure that is
 * @param alarms
 *            share of the other steps with one above 0; NaN without any
 */
public record DoneForecast(int steps, int ends, double brier, double climatology, double calibrationError, double area, double found,
        double alarms) {
    private static final int BINS = 10;

    /**
     * @param logits
     *            of the episode being over, one a step
     * @param probabilities
     *            likewise, without the weight that training gave to ends
     * @param over
     *            whether it was
     */
    public static DoneForecast of(double[] logits, double[] probabilities, boolean[] over) {
        int n = logits.length;
        if (n == 0 || over.length != n) {
            throw new IllegalArgumentException("logits and over must be as many, at least 1, were " + n + " and " + over.length);
        }
        int ends = (int) IntStream.range(0, n).filter(i -> over[i]).count();
        double brier = 0;
        var said = new double[BINS];
        var came = new double[BINS];
        for (int i = 0; i < n; i++) {
            double p = probabilities[i];
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
        return new DoneForecast(n, ends, brier, rate * (1 - rate), error, area(logits, over), found, alarms);
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

    /** Whether there are both, ends and other steps, so that there is something to tell apart. */
    public boolean tellsApart() {
        return ends > 0 && ends < steps;
    }

    /** How far {@link #found} may be from the share of all ends: it is of so many ends. */
    public Interval foundInterval() {
        return ends == 0 ? Interval.UNKNOWN : Interval.ofShare((int) Math.round(found * ends), ends);
    }

    /**
     * Area under the ROC curve: how likely one that is has a higher score than one that is not, ties as half (Mann and Whitney); NaN if all
     * are or none is.
     */
    public static double area(double[] scores, boolean[] is) {
        var once = new int[scores.length];
        Arrays.fill(once, 1);
        return area(scores, is, ascending(scores), once);
    }

    /** Places of the scores, the smallest first. */
    public static int[] ascending(double[] scores) {
        return IntStream.range(0, scores.length).boxed().sorted((a, b) -> Double.compare(scores[a], scores[b])).mapToInt(i -> i).toArray();
    }

    /**
     * The same where each counts several times.
     *
     * @param order
     *            {@link #ascending}
     * @param times
     *            how often each counts, at least 0
     */
    public static double area(double[] scores, boolean[] is, int[] order, int[] times) {
        double wins = 0;
        double below = 0;
        double positive = 0;
        for (int from = 0; from < order.length;) {
            double here = 0;
            double others = 0;
            int to = from;
            for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
                here += is[order[to]] ? times[order[to]] : 0;
                others += is[order[to]] ? 0 : times[order[to]];
            }
            wins += here * (below + others / 2);
            below += others;
            positive += here;
            from = to;
        }
        return wins / (positive * below);
    }
}
