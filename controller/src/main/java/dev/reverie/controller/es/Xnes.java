package dev.reverie.controller.es;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Pool;
import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Exponential natural evolution strategy: a normal distribution with a full covariance A Aᵀ, which follows the natural gradient of the
 * expected utility of ranks. No paths, few constants: the textbook counterpart of {@link CmaEs}.
 *
 * <p>For up to about a thousand parameters: memory is n² doubles, a generation costs O(n² λ), because the exponential of a matrix with few
 * directions needs no n³.
 *
 * <p>Source: Glasmachers et al., "Exponential natural evolution strategies", GECCO 2010, algorithm 1 and table 1; A = σ B.
 */
public final class Xnes extends Generational<Xnes.Options> {
    static final String NAME = "xnes";

    /**
     * @param population
     *            λ, at least 2
     * @param stepSize
     *            σ at the beginning, > 0
     * @param shapeRate
     *            learning rate of step size and shape, > 0
     * @param shaping
     *            of which only the weight decay matters
     */
    public record Options(int population, double stepSize, double shapeRate, FitnessShaping shaping) implements StrategyOptions {
        public Options {
            Arguments.atLeast(2, "population", population);
            Arguments.positive("stepSize", stepSize);
            Arguments.positive("shapeRate", shapeRate);
            Objects.requireNonNull(shaping, "shaping");
        }

        /** λ = 4 + ⌊3 ln n⌋, step size 0.1, rate 3/5 · (3 + ln n) / (n √n). */
        public static Options of(int n) {
            return new Options(Utilities.population(n), 0.1, 0.6 * (3 + StrictMath.log(n)) / (n * Math.sqrt(n)), FitnessShaping.raw());
        }

        public Options withPopulation(int population) {
            return new Options(population, stepSize, shapeRate, shaping);
        }

        public Options withStepSize(double stepSize) {
            return new Options(population, stepSize, shapeRate, shaping);
        }

        public Options withShapeRate(double shapeRate) {
            return new Options(population, stepSize, shapeRate, shaping);
        }

        public Options withShaping(FitnessShaping shaping) {
            return new Options(population, stepSize, shapeRate, shaping);
        }
    }

    private final Pool pool;
    private double[] mean;
    private double stepSize;
    private Columns shape;
    private double[][] z;
    /** Of the shape and z: what the candidates are away from the mean, in step sizes. */
    private double[][] steps;

    private Xnes(double[] start, Options options, Seed seed, Pool pool) {
        super(NAME, seed, options);
        this.pool = pool;
        mean = start;
        stepSize = options.stepSize();
        shape = Columns.identity(start.length);
    }

    Xnes(StrategyState from) {
        super(from.strategy());
        pool = Engine.current().pool();
        take(from);
    }

    /**
     * @param start
     *            the first mean, [n], finite; copied
     */
    public static Xnes of(double[] start, Options options, Seed seed) {
        return of(start, options, seed, Engine.current().pool());
    }

    static Xnes of(double[] start, Options options, Seed seed, Pool pool) {
        return new Xnes(start(start), options, seed, pool);
    }

    @Override
    StrategyState write(StrategyState to) {
        return to.with("initialStepSize", options().stepSize()).with("shapeRate", options().shapeRate())
                .with("stepSize", stepSize).with("mean", mean).with("shapeColumns", shape.columns());
    }

    @Override
    Options options(StrategyState from) {
        return new Options(from.count("population"), from.number("initialStepSize"), from.number("shapeRate"),
                FitnessShaping.read(from));
    }

    @Override
    void read(StrategyState from, Options itsOptions) {
        int n = from.size();
        double itsStepSize = from.number("stepSize");
        var itsMean = from.doubles("mean", n);
        shape = new Columns(from.rows("shapeColumns", n, n));
        stepSize = itsStepSize;
        mean = itsMean;
    }

    @Override
    double[] centre() {
        return mean;
    }

    @Override
    public double stepSize() {
        return stepSize;
    }

    @Override
    double[][] sample() {
        z = new double[population()][];
        pool.run(z.length, k -> z[k] = normals(k));
        steps = shape.times(pool, z);
        var candidates = new double[z.length][size()];
        for (int k = 0; k < candidates.length; k++) {
            for (int i = 0; i < size(); i++) {
                candidates[k][i] = mean[i] + stepSize * steps[k][i];
            }
        }
        return candidates;
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        int n = size();
        double[] utilities = Utilities.of(fitness);
        var gradient = new double[n];
        Combination.add(z, utilities, 1, gradient, 0, n); // ∇_δ, without Σu = 0
        double[] step = shape.times(pool, gradient);
        for (int i = 0; i < n; i++) {
            mean[i] += stepSize * step[i]; // η_δ = 1
        }
        double total = Arrays.stream(utilities).sum();
        double trace = -n * total;
        for (int k = 0; k < z.length; k++) {
            trace += utilities[k] * Combination.dot(z[k], z[k]);
        }
        // ∇_M = Σ u_k (z_k z_kᵀ − I) = trace/n · I + ∇_B: the first part is the step size's, the second the shape's
        var spectrum = LowRank.of(pool, utilities, z);
        double half = options().shapeRate() / 2;
        double rest = -total - trace / n;
        var grown = new double[spectrum.values().length];
        double scale = StrictMath.exp(half * rest);
        for (int i = 0; i < grown.length; i++) {
            grown[i] = StrictMath.exp(half * (spectrum.values()[i] + rest)) - scale;
        }
        shape.multiply(pool, scale, grown, spectrum.directions(), spectrum.images(pool, shape, z, steps));
        stepSize *= StrictMath.exp(half * trace / n);
    }

    private static Xnes of(int size, StrategySettings settings, Seed seed) {
        var usual = Options.of(size).withPopulation(settings.population()).withStepSize(settings.stepSize());
        return of(new double[size], usual.withShapeRate(settings.number("shapeRate", usual.shapeRate()))
                .withShaping(usual.shaping().withWeightDecay(settings.weightDecay())), seed);
    }

    /** What the registry knows of it; what else it needs is derived from population and step size. */
    static StrategyKind kind() {
        return new StrategyKind(NAME, List.of("shapeRate"), Xnes::of, Xnes::new);
    }
}
