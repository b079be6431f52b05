package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Separable natural evolution strategy: a normal distribution with a scale for every parameter, which follows the natural gradient of the
 * expected utility of ranks.
 *
 * <p>For many parameters that hardly interact: O(n λ) a generation.
 *
 * <p>Source: Schaul, Glasmachers and Schmidhuber, "High dimensions and heavy tails for natural evolution strategies", GECCO 2011, algorithm
 * 2.
 */
public final class Snes extends Generational<Snes.Options> {
    static final String NAME = "snes";

    /**
     * @param population
     *            λ, at least 2
     * @param stepSize
     *            every scale at the beginning, > 0
     * @param scaleRate
     *            learning rate of the scales, > 0
     * @param shaping
     *            of which only the weight decay matters
     */
    public record Options(int population, double stepSize, double scaleRate, FitnessShaping shaping) implements StrategyOptions {
        public Options {
            Arguments.atLeast(2, "population", population);
            Arguments.positive("stepSize", stepSize);
            Arguments.positive("scaleRate", scaleRate);
            Objects.requireNonNull(shaping, "shaping");
        }

        /** λ = 4 + ⌊3 ln n⌋, step size 0.1, rate (3 + ln n) / (5 √n). */
        public static Options of(int n) {
            return new Options(Utilities.population(n), 0.1, (3 + StrictMath.log(n)) / (5 * Math.sqrt(n)), FitnessShaping.raw());
        }

        public Options withPopulation(int population) {
            return new Options(population, stepSize, scaleRate, shaping);
        }

        public Options withStepSize(double stepSize) {
            return new Options(population, stepSize, scaleRate, shaping);
        }

        public Options withScaleRate(double scaleRate) {
            return new Options(population, stepSize, scaleRate, shaping);
        }

        public Options withShaping(FitnessShaping shaping) {
            return new Options(population, stepSize, scaleRate, shaping);
        }
    }

    private double[] mean;
    private double[] scales;
    private double[][] z;

    private Snes(double[] start, Options options, Seed seed) {
        super(NAME, seed, options);
        mean = start;
        scales = new double[start.length];
        Arrays.fill(scales, options.stepSize());
    }

    Snes(StrategyState from) {
        super(from.strategy());
        take(from);
    }

    /**
     * @param start
     *            the first mean, [n], finite; copied
     */
    public static Snes of(double[] start, Options options, Seed seed) {
        return new Snes(start(start), options, seed);
    }

    @Override
    StrategyState write(StrategyState to) {
        return to.with("initialStepSize", options().stepSize()).with("scaleRate", options().scaleRate())
                .with("mean", mean).with("scales", scales);
    }

    @Override
    Options options(StrategyState from) {
        return new Options(from.count("population"), from.number("initialStepSize"), from.number("scaleRate"),
                FitnessShaping.read(from));
    }

    @Override
    void read(StrategyState from, Options itsOptions) {
        var itsMean = from.doubles("mean", from.size());
        scales = from.doubles("scales", from.size());
        mean = itsMean;
    }

    @Override
    double[] centre() {
        return mean;
    }

    /** The mean of the scales. */
    @Override
    public double stepSize() {
        return Arrays.stream(scales).average().orElseThrow();
    }

    @Override
    double[][] sample() {
        z = new double[population()][];
        var candidates = new double[population()][size()];
        for (int k = 0; k < z.length; k++) {
            z[k] = normals(k);
            for (int i = 0; i < size(); i++) {
                candidates[k][i] = mean[i] + scales[i] * z[k][i];
            }
        }
        return candidates;
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        double[] utilities = Utilities.of(fitness);
        for (int i = 0; i < size(); i++) {
            double ofMean = 0;
            double ofScale = 0;
            for (int k = 0; k < z.length; k++) {
                ofMean += utilities[k] * z[k][i];
                ofScale += utilities[k] * (z[k][i] * z[k][i] - 1);
            }
            mean[i] += scales[i] * ofMean; // η_μ = 1
            scales[i] *= StrictMath.exp(options().scaleRate() / 2 * ofScale);
        }
    }

    private static Snes of(int size, StrategySettings settings, Seed seed) {
        var usual = Options.of(size).withPopulation(settings.population()).withStepSize(settings.stepSize());
        return of(new double[size], usual.withScaleRate(settings.number("scaleRate", usual.scaleRate()))
                .withShaping(usual.shaping().withWeightDecay(settings.weightDecay())), seed);
    }

    /** What the registry knows of it; what else it needs is derived from population and step size. */
    static StrategyKind kind() {
        return new StrategyKind(NAME, List.of("scaleRate"), Snes::of, Snes::new);
    }
}
