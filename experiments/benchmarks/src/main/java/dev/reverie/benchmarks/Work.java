package dev.reverie.benchmarks;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import java.util.function.Function;

/**
 * Something that we and our peers can do, and how its speed is told: always so that more is better.
 *
 * @param name
 *            how it is found in the results, and how the peers know it
 * @param unit
 *            of the speed, e.g. {@code GFLOP/s} or {@code frames/s}
 * @param amount
 *            of the unit's numerator in one call
 * @param flops
 *            floating-point operations of one call's products, or 0 where they are not what bounds it
 * @param precision
 *            of those products
 * @param start
 *            makes it ready on our side
 */
public record Work(String name, String unit, double amount, double flops, Precision precision, Function<Engine, Session> start) {
    public Work {
        if (!(amount > 0)) {
            throw new IllegalArgumentException(name + ": amount must be > 0, was " + amount);
        }
        if (!(flops >= 0)) {
            throw new IllegalArgumentException(name + ": flops must be >= 0, was " + flops);
        }
    }

    /** A work whose speed is its arithmetic, in f32. */
    public static Work arithmetic(String name, double flops, Function<Engine, Session> start) {
        return new Work(name, "GFLOP/s", flops / 1e9, flops, Precision.F32, start);
    }

    /** A work that is counted in other things than operations, without a bound. */
    public static Work counted(String name, String unit, double amount, Function<Engine, Session> start) {
        return new Work(name, unit, amount, 0, Precision.F32, start);
    }

    public Work in(Precision operands) {
        return new Work(name, unit, amount, flops, operands, start);
    }

    /** The same, bounded by arithmetic. */
    public Work bounded(double operations) {
        return new Work(name, unit, amount, operations, precision, start);
    }

    /** Speed in the unit. */
    double rate(double seconds) {
        return amount / seconds;
    }
}
