package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A simple genetic algorithm: the best candidates so far are the parents; a child takes each parameter from one of two of them and adds
 * noise.
 *
 * <p>For small problems, and as the plainest thing to compare with: it estimates nothing. A parent keeps the fitness that it was told, so
 * where fitness is noisy a lucky one may stay; then let parents be forgotten.
 *
 * <p>Source: the simple GA of Ha, "A visual guide to evolution strategies", 2017, and Such et al., arXiv 1712.06567, with crossover.
 */
public final class SimpleGa extends Generational<SimpleGa.Options> {
    static final String NAME = "simple-ga";

    /**
     * @param population
     *            candidates of a generation, at least 2
     * @param stepSize
     *            of the noise
     * @param parents
     *            how many, within 1..population
     * @param forget
     *            whether parents are of the last generation alone
     * @param shaping
     *            of which only the weight decay matters
     */
    public record Options(int population, ExponentialSchedule stepSize, int parents, boolean forget, FitnessShaping shaping)
            implements StrategyOptions {
        public Options {
            Arguments.atLeast(2, "population", population);
            Objects.requireNonNull(stepSize, "stepSize");
            if (parents < 1 || parents > population) {
                throw new IllegalArgumentException("parents must be within 1.." + population + ", was " + parents);
            }
            Objects.requireNonNull(shaping, "shaping");
        }

        /** A population of 64 from 6 parents, step size 0.1 that falls by 0.1% a generation to 0.01. */
        public static Options defaults() {
            return new Options(64, new ExponentialSchedule(0.1, 0.999, 0.01), 6, false, FitnessShaping.raw());
        }

        /** A tenth of it are parents. */
        public Options withPopulation(int population) {
            return new Options(population, stepSize, Math.max(1, population / 10), forget, shaping);
        }

        public Options withStepSize(ExponentialSchedule stepSize) {
            return new Options(population, stepSize, parents, forget, shaping);
        }

        public Options withForget(boolean forget) {
            return new Options(population, stepSize, parents, forget, shaping);
        }
    }

    /** Best first; at the beginning only the start, whose fitness is unknown: −∞. */
    private double[][] parents;
    private double[] fitnessOfParents;

    private SimpleGa(double[] start, Options options, Seed seed) {
        super(NAME, seed, options);
        parents = new double[][]{start};
        fitnessOfParents = new double[]{Double.NEGATIVE_INFINITY};
    }

    SimpleGa(StrategyState from) {
        super(from.strategy());
        take(from);
    }

    /**
     * @param start
     *            the first parent, [n], finite; copied
     */
    public static SimpleGa of(double[] start, Options options, Seed seed) {
        return new SimpleGa(start(start), options, seed);
    }

    @Override
    StrategyState write(StrategyState to) {
        var own = to.with("mostParents", options().parents()).with("forget", options().forget())
                .with("mean", parents[0]).with("parentCount", parents.length).with("parents", parents)
                .with("fitnessOfParents", fitnessOfParents);
        return options().stepSize().write(own, "stepSize");
    }

    @Override
    Options options(StrategyState from) {
        return new Options(from.count("population"), ExponentialSchedule.read(from, "stepSize"), from.count("mostParents"),
                from.flag("forget"), FitnessShaping.read(from));
    }

    @Override
    void read(StrategyState from, Options itsOptions) {
        int count = from.count("parentCount");
        var itsParents = from.rows("parents", count, from.size());
        fitnessOfParents = from.doubles("fitnessOfParents", count);
        parents = itsParents;
    }

    /** The best parent. */
    @Override
    double[] centre() {
        return parents[0];
    }

    @Override
    public double stepSize() {
        return options().stepSize().at(generation());
    }

    @Override
    double[][] sample() {
        var candidates = new double[population()][];
        for (int k = 0; k < candidates.length; k++) {
            var random = seed().child("crossover", generation(), k).random();
            var mother = parents[random.nextInt(parents.length)];
            var father = parents[random.nextInt(parents.length)];
            candidates[k] = normals(k);
            for (int i = 0; i < size(); i++) {
                candidates[k][i] = (random.nextBoolean() ? mother[i] : father[i]) + stepSize() * candidates[k][i];
            }
        }
        return candidates;
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        int old = options().forget() ? 0 : parents.length;
        var all = Arrays.copyOf(parents, old + candidates.length);
        var fitnessOfAll = Arrays.copyOf(fitnessOfParents, all.length);
        System.arraycopy(candidates, 0, all, old, candidates.length);
        System.arraycopy(fitness, 0, fitnessOfAll, old, fitness.length);
        int[] best = Arrays.copyOf(Ranking.bestFirst(fitnessOfAll), options().parents());
        parents = Arrays.stream(best).mapToObj(k -> all[k]).toArray(double[][]::new);
        fitnessOfParents = Arrays.stream(best).mapToDouble(k -> fitnessOfAll[k]).toArray();
    }

    private static SimpleGa of(int size, StrategySettings settings, Seed seed) {
        var usual = Options.defaults().withPopulation(settings.population());
        // episodes are noisy: without forgetting, one lucky episode would keep a parent in the population
        return of(new double[size],
                new Options(usual.population(), settings.fallingStepSize(), settings.count("parents", usual.parents()),
                        settings.flag("forget", true), usual.shaping().withWeightDecay(settings.weightDecay())),
                seed);
    }

    /** What the registry knows of it; what else it needs is derived from population and step size. */
    static StrategyKind kind() {
        return new StrategyKind(NAME, List.of("parents", "forget", "decay", "leastStepSize"), SimpleGa::of, SimpleGa::new);
    }
}
