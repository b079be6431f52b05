package dev.reverie.core;

/**
 * A learning rate that falls: (from − to)·decay^step + to, the schedule of Ha and Schmidhuber's code (2018).
 *
 * @param from
 *            at the first step, > 0
 * @param to
 *            what it falls towards, in 0..from
 * @param decay
 *            factor per step, in (0, 1]; 1 keeps {@code from}
 */
public record LearningRate(double from, double to, double decay) {
    public LearningRate {
        Arguments.positive("from", from);
        if (!(to >= 0 && to <= from)) {
            throw new IllegalArgumentException("to must be in 0..from = " + from + ", was " + to);
        }
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay must be in (0, 1], was " + decay);
        }
    }

    /** The same at every step. */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, rate, 1);
    }

    /**
     * Falls so that at the end 2% of the way are left.
     *
     * @param share
     *            of all steps that one is
     */
    public static LearningRate falling(double from, double to, double share) {
        return from == to ? constant(from) : new LearningRate(from, to, Math.pow(0.02, share));
    }

    /** The rate of a step, counted from 0. */
    public double at(long step) {
        return (from - to) * Math.pow(decay, step) + to;
    }
}
