package dev.reverie.controller.es;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** When an evolution ends: after the first generation that fulfils the rule. Rules are joined with {@link Predicate#or}. */
public final class Stop {
    private Stop() {
    }

    /** Never. */
    public static Predicate<Generation> never() {
        return generation -> false;
    }

    /** The best candidate reaches a fitness. Where fitness is noisy, luck may do it: see {@link #score}. */
    public static Predicate<Generation> target(double fitness) {
        return generation -> generation.bestFitness() >= fitness;
    }

    /** The strategy's mean reaches a fitness when it is reassessed. */
    public static Predicate<Generation> score(double fitness) {
        return generation -> generation.reassessed().map(r -> r.mean() >= fitness).orElse(false);
    }

    /** So many generations, those before a restore included. */
    public static Predicate<Generation> generations(int count) {
        return generation -> generation.number() + 1 >= count;
    }

    /** A budget of evaluations of candidates, those before a restore included. */
    public static Predicate<Generation> evaluations(long count) {
        return generation -> generation.evaluations() >= count;
    }

    /** The step size has become this small. */
    public static Predicate<Generation> stepSize(double least) {
        return generation -> generation.stepSize() <= least;
    }

    /** So much time has passed since now. */
    public static Predicate<Generation> after(Duration time) {
        return after(time, System::nanoTime);
    }

    static Predicate<Generation> after(Duration time, LongSupplier nanos) {
        long begin = nanos.getAsLong();
        return generation -> nanos.getAsLong() - begin >= time.toNanos();
    }

    /** See {@link PlateauDetector}. */
    public static PlateauDetector plateau(int generations) {
        return new PlateauDetector(generations);
    }

    /** See {@link Stagnation}. */
    public static Stagnation stagnation(int generations, double least) {
        return new Stagnation(generations, least);
    }
}
