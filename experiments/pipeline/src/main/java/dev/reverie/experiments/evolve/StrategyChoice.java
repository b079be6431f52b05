package dev.reverie.experiments.evolve;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Falling;
import dev.reverie.controller.es.OpenAiEs;
import dev.reverie.controller.es.Pepg;
import dev.reverie.controller.es.SimpleGa;
import dev.reverie.controller.es.Snes;
import dev.reverie.controller.es.Xnes;
import dev.reverie.core.Nearest;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The strategies by their names on the command line, each from zeros with what else it needs derived from population and step size. */
public enum StrategyChoice {
    /** Full covariance. */
    CMA_ES {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            return CmaEs.of(size, new CmaEs.Options(population, stepSize, false), seed);
        }
    },
    /** Diagonal covariance. */
    SEP_CMA_ES {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            return CmaEs.of(size, new CmaEs.Options(population, stepSize, false).withForm(CmaEs.Form.SEPARABLE), seed);
        }
    },
    /** Policy gradients with parameter-based exploration. */
    PEPG {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            var options = Pepg.Options.defaults().withPopulation(population).withStepSize(new Falling(stepSize, 0.999, stepSize / 10))
                    .withRate(Falling.constant(RATE * stepSize));
            return Pepg.of(new double[size], options, seed);
        }
    },
    /** Fixed step size, antithetic, Adam. */
    OPENAI_ES {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            var options = OpenAiEs.Options.defaults().withPopulation(population).withStepSize(new Falling(stepSize, 0.999, stepSize / 10))
                    .withRate(Falling.constant(RATE * stepSize));
            return OpenAiEs.of(new double[size], options, seed);
        }
    },
    /** Parents, crossover and noise. */
    SIMPLE_GA {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            // episodes are chance: a parent that was lucky once must not stay for ever
            var options = SimpleGa.Options.defaults().withPopulation(population).withForget(true)
                    .withStepSize(new Falling(stepSize, 0.999, stepSize / 10));
            return SimpleGa.of(new double[size], options, seed);
        }
    },
    /** Natural gradient, full covariance. */
    XNES {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            return Xnes.of(new double[size], Xnes.Options.of(size).withPopulation(population).withStepSize(stepSize), seed);
        }
    },
    /** Natural gradient, diagonal covariance. */
    SNES {
        @Override
        public EvolutionStrategy make(int size, int population, double stepSize, Seed seed) {
            return Snes.of(new double[size], Snes.Options.of(size).withPopulation(population).withStepSize(stepSize), seed);
        }
    };

    /** Of Adam, in step sizes. */
    private static final double RATE = 0.3;

    /**
     * A new one, at zeros.
     *
     * @param size
     *            parameters
     * @param population
     *            even
     */
    public abstract EvolutionStrategy make(int size, int population, double stepSize, Seed seed);

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
            throw new IllegalArgumentException(Nearest.unknown("strategy", name, names));
        }
        return values()[i];
    }
}
