package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.List;
import java.util.Objects;

/**
 * The evolution strategy of Salimans et al., "Evolution strategies as a scalable alternative to reinforcement learning", 2017 (arXiv
 * 1703.03864): a normal distribution of fixed shape, whose mean climbs the estimated gradient of the expected fitness with Adam. Candidates
 * are antithetic: they come in pairs, mirrored at the mean.
 *
 * <p>For many parameters, and fitness that is noisy and cheap: O(n λ) a generation. It learns neither the step size nor directions.
 */
public final class OpenAiEs extends Generational<OpenAiEs.Options> {
    static final String NAME = "openai-es";

    /**
     * @param population
     *            candidates of a generation, even
     * @param stepSize
     *            of the distribution
     * @param rate
     *            of Adam
     * @param shaping
     *            of the fitness, before the gradient is estimated
     */
    public record Options(int population, ExponentialSchedule stepSize, ExponentialSchedule rate, FitnessShaping shaping)
            implements StrategyOptions {
        public Options {
            pairs(population);
            Objects.requireNonNull(stepSize, "stepSize");
            Objects.requireNonNull(rate, "rate");
            Objects.requireNonNull(shaping, "shaping");
        }

        /** A population of 64, step size 0.1 and rate 0.02, neither falling, centred ranks. */
        public static Options defaults() {
            return new Options(64, ExponentialSchedule.constant(0.1), ExponentialSchedule.constant(0.02), FitnessShaping.centredRanks());
        }

        public Options withPopulation(int population) {
            return new Options(population, stepSize, rate, shaping);
        }

        public Options withStepSize(ExponentialSchedule stepSize) {
            return new Options(population, stepSize, rate, shaping);
        }

        public Options withRate(ExponentialSchedule rate) {
            return new Options(population, stepSize, rate, shaping);
        }

        public Options withShaping(FitnessShaping shaping) {
            return new Options(population, stepSize, rate, shaping);
        }
    }

    private double[] mean;
    private Adam adam;

    private OpenAiEs(double[] start, Options options, Seed seed) {
        super(NAME, seed, options);
        mean = start;
        adam = Adam.of(start.length);
    }

    OpenAiEs(StrategyState from) {
        super(from.strategy());
        take(from);
    }

    /**
     * @param start
     *            the first mean, [n], finite; copied
     */
    public static OpenAiEs of(double[] start, Options options, Seed seed) {
        return new OpenAiEs(start(start), options, seed);
    }

    @Override
    StrategyState write(StrategyState to) {
        return adam.write(options().rate().write(options().stepSize().write(to.with("mean", mean), "stepSize"), "rate"));
    }

    @Override
    Options options(StrategyState from) {
        return new Options(from.count("population"), ExponentialSchedule.read(from, "stepSize"), ExponentialSchedule.read(from, "rate"),
                FitnessShaping.read(from));
    }

    @Override
    void read(StrategyState from, Options itsOptions) {
        var itsMean = from.doubles("mean", from.size());
        adam = Adam.read(from);
        mean = itsMean;
    }

    @Override
    double[] centre() {
        return mean;
    }

    @Override
    public double stepSize() {
        return options().stepSize().at(generation());
    }

    @Override
    double[][] sample() {
        double size = stepSize();
        return mirrored(mean, i -> size);
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        var gradient = new double[size()];
        double scale = 1 / (population() * stepSize() * stepSize());
        for (int k = 0; k < candidates.length; k += 2) {
            double difference = fitness[k] - fitness[k + 1];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += scale * difference * (candidates[k][i] - mean[i]);
            }
        }
        adam.climb(mean, gradient, options().rate().at(generation()), generation() + 1);
    }

    private static OpenAiEs of(int size, StrategySettings settings, Seed seed) {
        var usual = Options.defaults();
        return of(new double[size], usual.withPopulation(settings.population()).withStepSize(settings.fallingStepSize())
                .withRate(settings.rate()).withShaping(usual.shaping().withWeightDecay(settings.weightDecay())), seed);
    }

    /** What the registry knows of it; what else it needs is derived from population and step size. */
    static StrategyKind kind() {
        return new StrategyKind(NAME, List.of("rate", "decay", "leastStepSize"), OpenAiEs::of, OpenAiEs::new);
    }
}
