package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.mdn.Bijector;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Samples;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * A density p(y|x) that is known, and rows drawn from it.
 *
 * @param name
 *            in figures
 * @param about
 *            what it is, in the title of a plot
 * @param inputs
 *            P
 * @param target
 *            from y to what a mixture is of
 * @param row
 *            draws x, then y
 * @param logDensity
 *            of y at x, nats
 */
record KnownDensity(String name, String about, int inputs, Bijector target, Simulation.Row row,
        ToDoubleBiFunction<double[], double[]> logDensity) {
    /** Four, each hard in its own way: noise that depends on x, two branches, skew on the positive numbers, heavy tails. */
    static List<KnownDensity> all() {
        return List.of(normal(), branches(), gamma(), tails());
    }

    Samples rows(int count, Seed seed) {
        return Simulation.of(count, inputs, 1, seed, row);
    }

    /** y = sin 2πa + b + (0.1 + 0.4 b)·ε. */
    private static KnownDensity normal() {
        return new KnownDensity("normal", "Normal, noise depends on x", 2, new Bijector.Identity(), (random, x, y) -> {
            x[0] = random.nextDouble();
            x[1] = random.nextDouble();
            y[0] = normalAt(x).mean(0) + normalAt(x).scale(0) * random.nextGaussian();
        }, (x, y) -> normalAt(x).logDensity(y));
    }

    private static Normal normalAt(double[] x) {
        return Normal.of(StrictMath.sin(2 * Math.PI * x[0]) + x[1], 0.1 + 0.4 * x[1]);
    }

    /** y = ±(1 + x) + 0.2 ε, the upper branch with probability 0.2 + 0.6 x. */
    private static KnownDensity branches() {
        return new KnownDensity("branches", "Two branches", 1, new Bijector.Identity(), (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = branchesAt(x).sample(random)[0];
        }, (x, y) -> branchesAt(x).logDensity(y));
    }

    private static Mixture branchesAt(double[] x) {
        double above = 0.2 + 0.6 * x[0];
        return Mixture.of(new double[]{above, 1 - above}, new double[]{1 + x[0], -1 - x[0]}, new double[]{0.2, 0.2});
    }

    /** y ~ Gamma(2, rate 1 + 4 x), learned as its logarithm. */
    private static KnownDensity gamma() {
        return new KnownDensity("gamma", "Gamma, y > 0", 1, new Bijector.Log(), (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = Draws.gammaTwo(1 + 4 * x[0], random);
        }, (x, y) -> 2 * Math.log(1 + 4 * x[0]) + Math.log(y[0]) - (1 + 4 * x[0]) * y[0]);
    }

    /**
     * y = x + (0.5 + x)·t with Student's t of 4 degrees: a normal number over the root of χ²/4, and χ² of 4 degrees is twice a Gamma(2, 1).
     */
    private static KnownDensity tails() {
        return new KnownDensity("tails", "Student's t, 4 degrees", 1, new Bijector.Identity(), (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = x[0] + (0.5 + x[0]) * random.nextGaussian() / Math.sqrt(Draws.gammaTwo(1, random) / 2);
        }, (x, y) -> {
            double t = (y[0] - x[0]) / (0.5 + x[0]);
            return Math.log(0.375) - 2.5 * Math.log1p(t * t / 4) - Math.log(0.5 + x[0]);
        });
    }
}
