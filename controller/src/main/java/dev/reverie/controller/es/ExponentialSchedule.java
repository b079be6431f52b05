package dev.reverie.controller.es;

import dev.reverie.core.Arguments;

/**
 * A number that falls with every generation, such as a rate or a step size: {@code max(least, start · factor^generation)}.
 *
 * @param start
 *            > 0
 * @param factor
 *            within 0..1, 0 excluded; 1 stays
 * @param least
 *            >= 0
 */
public record ExponentialSchedule(double start, double factor, double least) {
    public ExponentialSchedule {
        Arguments.positive("start", start);
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("factor must be > 0 and <= 1, was " + factor);
        }
        if (!(least >= 0 && least <= start)) {
            throw new IllegalArgumentException("least must be within 0.." + start + ", was " + least);
        }
    }

    /** Always the same. */
    public static ExponentialSchedule constant(double value) {
        return new ExponentialSchedule(value, 1, 0);
    }

    double at(int generation) {
        return Math.max(least, start * StrictMath.pow(factor, generation));
    }

    StrategyState write(StrategyState state, String name) {
        return state.with(name, start, factor, least);
    }

    static ExponentialSchedule read(StrategyState state, String name) {
        double[] values = state.doubles(name, 3);
        return new ExponentialSchedule(values[0], values[1], values[2]);
    }
}
