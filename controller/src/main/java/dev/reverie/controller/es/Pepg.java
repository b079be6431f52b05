package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Parameter-exploring policy gradients with symmetric sampling: a normal distribution with a scale for every parameter, whose means and
 * scales climb the gradient of the expected fitness. Candidates come in pairs, mirrored at the mean: a pair's difference moves the means,
 * its average the scales.
 *
 * <p>For many parameters and noisy fitness: O(n λ) a generation. It learns which parameters matter, not how they interact.
 *
 * <p>Source: Sehnke et al., "Parameter-exploring policy gradients", Neural Networks 2010, section 2.3; means move by Adam, and a scale
 * changes by at most a fifth of itself in a generation, as in the experiments of Ha (2017).
 */
public final class Pepg extends Generational<Pepg.Options> {
    static final String NAME = "pepg";
    private static final double MAX_CHANGE = 0.2;

    /**
     * @param population
     *            candidates of a generation, even
     * @param stepSize
     *            every scale at the beginning; each falls by its factor in every generation, though not below its least, besides what is
     *            learned
     * @param rate
     *            of Adam, for the means
     * @param scaleRate
     *            of the scales, > 0
     * @param shaping
     *            of the fitness, before the gradient is estimated
     */
    public record Options(int population, ExponentialSchedule stepSize, ExponentialSchedule rate, double scaleRate, FitnessShaping shaping)
            implements StrategyOptions {
        public Options {
            pairs(population);
            Objects.requireNonNull(stepSize, "stepSize");
            Objects.requireNonNull(rate, "rate");
            Arguments.positive("scaleRate", scaleRate);
            Objects.requireNonNull(shaping, "shaping");
        }

        /** A population of 64, step size 0.1 that falls by 0.1% a generation to 0.01, rates 0.02 and 0.2, centred ranks. */
        public static Options defaults() {
            return new Options(64, new ExponentialSchedule(0.1, 0.999, 0.01), ExponentialSchedule.constant(0.02), 0.2,
                    FitnessShaping.centredRanks());
        }

        public Options withPopulation(int population) {
            return new Options(population, stepSize, rate, scaleRate, shaping);
        }

        public Options withStepSize(ExponentialSchedule stepSize) {
            return new Options(population, stepSize, rate, scaleRate, shaping);
        }

        public Options withRate(ExponentialSchedule rate) {
            return new Options(population, stepSize, rate, scaleRate, shaping);
        }

        public Options withScaleRate(double scaleRate) {
            return new Options(population, stepSize, rate, scaleRate, shaping);
        }

        public Options withShaping(FitnessShaping shaping) {
            return new Options(population, stepSize, rate, scaleRate, shaping);
        }
    }

    private double[] mean;
    private double[] scales;
    private Adam adam;

    private Pepg(double[] start, Options options, Seed seed) {
        super(NAME, seed, options);
        mean = start;
        scales = new double[start.length];
        Arrays.fill(scales, options.stepSize().start());
        adam = Adam.of(start.length);
    }

    Pepg(StrategyState from) {
        super(from.strategy());
        take(from);
    }

    /**
     * @param start
     *            the first mean, [n], finite; copied
     */
    public static Pepg of(double[] start, Options options, Seed seed) {
        return new Pepg(start(start), options, seed);
    }

    @Override
    StrategyState write(StrategyState to) {
        var own = to.with("scaleRate", options().scaleRate()).with("mean", mean).with("scales", scales);
        return adam.write(options().rate().write(options().stepSize().write(own, "stepSize"), "rate"));
    }

    @Override
    Options options(StrategyState from) {
        return new Options(from.count("population"), ExponentialSchedule.read(from, "stepSize"), ExponentialSchedule.read(from, "rate"),
                from.number("scaleRate"), FitnessShaping.read(from));
    }

    @Override
    void read(StrategyState from, Options itsOptions) {
        int n = from.size();
        var itsMean = from.doubles("mean", n);
        var itsScales = from.doubles("scales", n);
        adam = Adam.read(from);
        mean = itsMean;
        scales = itsScales;
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
        return mirrored(mean, i -> scales[i]);
    }

    @Override
    void learn(double[][] candidates, double[] fitness) {
        int pairs = population() / 2;
        double baseline = Ranking.flat(fitness) ? fitness[0] : Arrays.stream(fitness).average().orElseThrow();
        var ofMeans = new double[size()];
        var ofScales = new double[size()];
        for (int k = 0; k < candidates.length; k += 2) {
            double difference = (fitness[k] - fitness[k + 1]) / 2;
            double average = (fitness[k] + fitness[k + 1]) / 2 - baseline;
            for (int i = 0; i < size(); i++) {
                double step = candidates[k][i] - mean[i];
                ofMeans[i] += difference * step / pairs;
                ofScales[i] += average * (step * step - scales[i] * scales[i]) / scales[i] / pairs;
            }
        }
        adam.climb(mean, ofMeans, options().rate().at(generation()), generation() + 1);
        for (int i = 0; i < size(); i++) {
            double most = MAX_CHANGE * scales[i];
            double moved = scales[i] + Math.max(-most, Math.min(most, options().scaleRate() * ofScales[i]));
            scales[i] = Math.max(options().stepSize().least(), moved * options().stepSize().factor());
        }
    }

    private static Pepg of(int size, StrategySettings settings, Seed seed) {
        var usual = Options.defaults();
        return of(new double[size], usual.withPopulation(settings.population()).withStepSize(settings.fallingStepSize())
                .withRate(settings.rate()).withScaleRate(settings.number("scaleRate", usual.scaleRate()))
                .withShaping(usual.shaping().withWeightDecay(settings.weightDecay())), seed);
    }

    /** What the registry knows of it; what else it needs is derived from population and step size. */
    static StrategyKind kind() {
        return new StrategyKind(NAME, List.of("rate", "scaleRate", "decay", "leastStepSize"), Pepg::of, Pepg::new);
    }
}
