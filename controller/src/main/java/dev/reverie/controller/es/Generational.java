package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * What all strategies here have in common: they count generations, propose the same candidates until they are told, and check what they are
 * told.
 *
 * <p>They have options O, and a centre, whose length is that of a candidate. All randomness of generation g is
 * {@code seed.child("candidate", g, k)}, so that seed and g are the whole random state.
 */
abstract class Generational<O extends StrategyOptions> implements EvolutionStrategy {
    private final String name;
    private Seed seed;
    private O options;
    private int generation;
    private double[][] asked;

    Generational(String name, Seed seed, O options) {
        this.name = name;
        this.seed = Objects.requireNonNull(seed, "seed");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** To be followed by {@link #take}. */
    Generational(String name) {
        this.name = name;
    }

    /** What candidates are sampled around, [n]; its own, not to be modified. */
    abstract double[] centre();

    /** A generation's candidates. */
    abstract double[][] sample();

    /**
     * Learns.
     *
     * @param candidates
     *            as sampled, not modified
     * @param fitness
     *            checked and shaped, finite
     */
    abstract void learn(double[][] candidates, double[] fitness);

    /** With its own arrays added. */
    abstract StrategyState write(StrategyState state);

    /** The options it was written with. */
    abstract O options(StrategyState state);

    /** Takes over its own arrays, all or none. */
    abstract void read(StrategyState state, O options);

    public final O options() {
        return options;
    }

    /** Other options from the next generation on. */
    final void change(O others) {
        options = others;
    }

    @Override
    public final int size() {
        return centre().length;
    }

    @Override
    public final int population() {
        return options.population();
    }

    @Override
    public final double[] mean() {
        return centre().clone();
    }

    @Override
    public final int generation() {
        return generation;
    }

    /**
     * Of candidate k, in this generation: both numbers of each pair of the polar method (Marsaglia and Bray 1964), which is much of a
     * generation's work.
     */
    final double[] normals(int k) {
        var random = seed.child("candidate", generation, k).random();
        var z = new double[size()];
        for (int i = 0; i < z.length;) {
            double u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
                z[i++] = u * scale;
                if (i < z.length) {
                    z[i++] = v * scale;
                }
            }
        }
        return z;
    }

    /** Candidates in pairs, mirrored at {@code mean}, with a scale for each parameter. */
    final double[][] mirrored(double[] mean, IntToDoubleFunction scale) {
        var candidates = new double[population()][];
        for (int k = 0; k < candidates.length; k += 2) {
            candidates[k] = normals(k / 2);
            candidates[k + 1] = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                double step = scale.applyAsDouble(i) * candidates[k][i];
                candidates[k][i] = mean[i] + step;
                candidates[k + 1][i] = mean[i] - step;
            }
        }
        return candidates;
    }

    final Seed seed() {
        return seed;
    }

    @Override
    public final double[][] ask() {
        if (asked == null) {
            asked = sample();
        }
        return Arrays.stream(asked).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public final void tell(double... fitness) {
        if (asked == null) {
            throw new IllegalStateException("tell must follow ask: generation " + generation + " was not asked for");
        }
        Ranking.check(fitness, population());
        learn(asked, options.shaping().of(fitness, asked));
        generation++;
        asked = null;
    }

    @Override
    public final StrategyState state() {
        var state = StrategyState.of(name).with("seed", seed.path()).with("generation", generation);
        return write(options.shaping().write(state).with("population", options.population()));
    }

    @Override
    public final void restore(StrategyState state) {
        if (!state.strategy().equals(name)) {
            throw new IllegalArgumentException("state must be that of strategy '" + name + "', is that of '" + state.strategy() + "'");
        }
        if (state.size() != size()) {
            throw new IllegalArgumentException("state must have " + size() + " parameters, has " + state.size());
        }
        take(state);
    }

    /** Becomes what the state says, or stays as it is if that is damaged. */
    final void take(StrategyState state) {
        var itsSeed = new Seed(state.text("seed"));
        int itsGeneration = state.count("generation");
        O itsOptions = options(state);
        read(state, itsOptions);
        seed = itsSeed;
        generation = itsGeneration;
        options = itsOptions;
        asked = null;
    }

    /** A first mean, checked and copied. */
    static double[] start(double[] start) {
        if (start.length < 1 || !Arrays.stream(start).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("start must have at least 1 element, all finite, was " + Arrays.toString(start));
        }
        return start.clone();
    }

    /** Candidates that come in pairs, mirrored at the mean. */
    static int pairs(int population) {
        if (population < 2 || population % 2 != 0) {
            throw new IllegalArgumentException("population must be even and >= 2, since candidates are mirrored, was " + population);
        }
        return population;
    }

    @Override
    public String toString() {
        return name + " of " + size() + " parameters, population " + population() + ", generation " + generation + ", step size "
                + stepSize();
    }
}
