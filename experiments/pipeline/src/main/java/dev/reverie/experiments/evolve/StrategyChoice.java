package dev.reverie.experiments.evolve;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.ExponentialSchedule;
import dev.reverie.controller.es.OpenAiEs;
import dev.reverie.controller.es.Pepg;
import dev.reverie.controller.es.SimpleGa;
import dev.reverie.controller.es.Snes;
import dev.reverie.controller.es.Xnes;
import dev.reverie.core.DidYouMean;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The strategies by their names, each from zeros. What else a strategy needs is derived from population and step size, unless one of its own options says
 * otherwise.
 */
public enum StrategyChoice {
    /** Full covariance. */
    CMA_ES("active") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            return CmaEs.of(size, new CmaEs.Options(population, stepSize, own.flag("active", false)), seed);
        }
    },
    /** Diagonal covariance. */
    SEP_CMA_ES("active") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            return CmaEs.of(size, new CmaEs.Options(population, stepSize, own.flag("active", false)).withForm(CmaEs.Form.SEPARABLE), seed);
        }
    },
    /** Policy gradients with parameter-based exploration. */
    PEPG("rate", "scaleRate", "decay", "leastStepSize") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            var options = Pepg.Options.defaults().withPopulation(population).withStepSize(own.falling(stepSize))
                    .withRate(ExponentialSchedule.constant(own.number("rate", RATE * stepSize)));
            return Pepg.of(new double[size], options.withScaleRate(own.number("scaleRate", options.scaleRate())), seed);
        }
    },
    /** Fixed step size, antithetic, Adam. */
    OPENAI_ES("rate", "decay", "leastStepSize") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            var options = OpenAiEs.Options.defaults().withPopulation(population).withStepSize(own.falling(stepSize))
                    .withRate(ExponentialSchedule.constant(own.number("rate", RATE * stepSize)));
            return OpenAiEs.of(new double[size], options, seed);
        }
    },
    /** Parents, crossover and noise. */
    SIMPLE_GA("parents", "forget", "decay", "leastStepSize") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            // episodes are chance: a parent that was lucky once must not stay for ever
            var usual = SimpleGa.Options.defaults().withPopulation(population);
            return SimpleGa.of(new double[size],
                    new SimpleGa.Options(population, own.falling(stepSize), own.count("parents", usual.parents()),
                            own.flag("forget", true), usual.shaping()),
                    seed);
        }
    },
    /** Natural gradient, full covariance. */
    XNES("shapeRate") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            var options = Xnes.Options.of(size).withPopulation(population).withStepSize(stepSize);
            return Xnes.of(new double[size], options.withShapeRate(own.number("shapeRate", options.shapeRate())), seed);
        }
    },
    /** Natural gradient, diagonal covariance. */
    SNES("scaleRate") {
        @Override
        EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed) {
            var options = Snes.Options.of(size).withPopulation(population).withStepSize(stepSize);
            return Snes.of(new double[size], options.withScaleRate(own.number("scaleRate", options.scaleRate())), seed);
        }
    };

    /** Of Adam, in step sizes. */
    private static final double RATE = 0.3;

    private final List<String> options;

    StrategyChoice(String... options) {
        this.options = List.of(options);
    }

    abstract EvolutionStrategy make(int size, int population, double stepSize, OwnOptions own, Seed seed);

    /** A new one with its usual options, at zeros. */
    public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
        return make(size, population, stepSize, Map.of(), seed);
    }

    /**
     * A new one, at zeros.
     *
     * @param size
     *            parameters
     * @param own
     *            options of the strategy's own, by name; those that are not given are the usual ones
     * @throws IllegalArgumentException
     *             if the strategy has no such option, or not with this value, or not this population
     */
    public EvolutionStrategy make(int size, int population, double stepSize, Map<String, String> own, Seed seed) {
        for (var name : own.keySet()) {
            if (!options.contains(name)) {
                throw new IllegalArgumentException("strategyOptions: " + DidYouMean.unknown("option of " + this, name, options));
            }
        }
        return make(size, population, stepSize, new OwnOptions(own), seed);
    }

    /** Refuses what no strategy of this kind can be made with. */
    public void check(int population, double stepSize, Map<String, String> own) {
        make(1, population, stepSize, own, Seed.of(0));
    }

    /** Such as {@code cma-es}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * By its name.
     *
     * @throws IllegalArgumentException
     *             if there is none; the message says what there is
     */
    public static StrategyChoice named(String name) {
        List<String> names = Arrays.stream(values()).map(StrategyChoice::toString).toList();
        int i = names.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException(DidYouMean.unknown("strategy", name, names));
        }
        return values()[i];
    }
}
