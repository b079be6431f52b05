package dev.reverie.dream;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * How long episodes or dreams were.
 *
 * @param sorted
 *            steps, ascending, at least one; not copied
 * @param cap
 *            where they were cut off: one of so many steps may have been longer
 */
public record LengthComparison(int[] sorted, int cap) {
    public LengthComparison {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("lengths must be at least one, were none");
        }
    }

    /** Of those that are at least {@code least} steps long; longer ones than the cap count as that. */
    static LengthComparison of(int[] lengths, int least, int cap) {
        return new LengthComparison(
                Arrays.stream(lengths).filter(length -> length >= least).map(length -> Math.min(length, cap)).sorted().toArray(),
                cap);
    }

    public int count() {
        return sorted.length;
    }

    public double mean() {
        return Arrays.stream(sorted).average().orElseThrow();
    }

    /**
     * The smallest length that a share of them does not exceed.
     *
     * @param share
     *            in 0..1
     */
    public int quantile(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Share of those that were cut off. */
    public double capped() {
        return Arrays.stream(sorted).filter(length -> length == cap).count() / (double) sorted.length;
    }

    /** How many ended by themselves, for 1,000 steps: deaths, where an end is one. */
    public double ends() {
        return 1000 * (1 - capped()) * count() / Arrays.stream(sorted).asLongStream().sum();
    }

    /** Kolmogorov's and Smirnov's: the largest difference between the shares that are at most so long, in 0..1. */
    public double distance(LengthComparison other) {
        return KolmogorovSmirnovTest.withDefaults().with(AlternativeHypothesis.TWO_SIDED).statistic(numbers(), other.numbers());
    }

    /** What chance alone exceeds in one of twenty comparisons of so many with so many (Smirnov's limit; less where lengths repeat). */
    public double chanceDistance(LengthComparison other) {
        return 1.3581 * Math.sqrt((count() + other.count()) / ((double) count() * other.count()));
    }

    private double[] numbers() {
        return Arrays.stream(sorted).asDoubleStream().toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LengthComparison l && cap == l.cap && Arrays.equals(sorted, l.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return "Lengths[" + count() + ", mean " + mean() + "]";
    }
}
