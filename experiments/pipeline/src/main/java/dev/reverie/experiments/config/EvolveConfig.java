package dev.reverie.experiments.config;

import dev.reverie.controller.ActionMap;
import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerProvider;
import dev.reverie.controller.ControllerShape;
import dev.reverie.controller.Controllers;
import dev.reverie.controller.Features;
import dev.reverie.controller.es.CommonRandomNumbers;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Strategies;
import dev.reverie.controller.es.StrategyProvider;
import dev.reverie.controller.es.StrategySettings;
import dev.reverie.core.Arguments;
import dev.reverie.core.DidYouMean;
import dev.reverie.core.Minimal;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * C, and how an evolution strategy finds it.
 *
 * @param features
 *            what C sees
 * @param bias
 *            whether C has a constant for each output
 * @param population
 *            candidates in a generation
 * @param repeats
 *            episodes, dreams or real ones, that a candidate's fitness is the mean of
 * @param generations
 *            how many; where C is evolved in the dream first, how many there
 * @param stepSize
 *            of the strategy at its start, where every parameter is 0
 * @param where
 *            in the dream, in the environment, or in one after the other
 * @param realGenerations
 *            how many follow in the environment after those in the dream; 0 unless that is what {@code where} says
 * @param cap
 *            an episode is cut off at so many times the mean length of the generation before; 0 is never, 2 is the published code's
 * @param weightDecay
 *            times the mean square of a candidate's parameters is taken from what the strategy learns from; the published code has −0.01:
 *            by a wrong sign it rewards large parameters, and all published numbers were made so
 * @param chances
 *            which candidates play the same episodes
 * @param strategy
 *            the name of one of {@link Strategies#names}
 * @param strategyOptions
 *            the strategy's own, by name; those not given have its usual values; copied, in order of the names
 * @param controller
 *            the name of one of {@link Controllers#names}
 * @param layers
 *            the widths of the controller's hidden layers, such as {@code 32,16}; {@code none} where it has none
 * @param stagnation
 *            generations without a rise of the mean fitness to stop after; 0 for never
 * @param controllerOptions
 *            the controller's own but for its layers, by name; copied, in order of the names
 * @param racing
 *            whether hopeless candidates play fewer episodes
 */
public record EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize, EvolveIn where,
        int realGenerations, double cap, double weightDecay, CommonRandomNumbers chances, String strategy,
        Map<String, String> strategyOptions, String controller, String layers, int stagnation, Map<String, String> controllerOptions,
        RacingRule racing) {
    /** What stands for no hidden layers. */
    public static final String NONE = "none";
    private static final String LAYERS = "layers";

    public EvolveConfig {
        Objects.requireNonNull(features, "features");
        Arguments.atLeast(2, "population", population);
        Arguments.atLeast(1, "repeats", repeats);
        Arguments.atLeast(1, "generations", generations);
        Arguments.positive("stepSize", stepSize);
        Objects.requireNonNull(where, "where");
        if ((where == EvolveIn.DREAM_THEN_REAL) != (realGenerations > 0) || realGenerations < 0) {
            throw new IllegalArgumentException("realGenerations must be "
                    + (where == EvolveIn.DREAM_THEN_REAL ? ">= 1 where evolve.where is dream-then-real"
                            : "0 where evolve.where is " + where)
                    + ", was " + realGenerations);
        }
        if (!(cap == 0 || cap >= 1) || Double.isInfinite(cap)) {
            throw new IllegalArgumentException("cap must be 0 for none, or >= 1, was " + cap);
        }
        Objects.requireNonNull(chances, "chances");
        Objects.requireNonNull(racing, "racing");
        strategyOptions = Collections.unmodifiableMap(new TreeMap<>(strategyOptions));
        SizeLimits.population(population, 1);
        controllerOptions = Collections.unmodifiableMap(new TreeMap<>(controllerOptions));
        checkStrategy(strategy, new StrategySettings(population, stepSize, weightDecay, strategyOptions));
        checkController(features, controller, layers, controllerOptions);
        Arguments.atLeast(0, "stagnation", stagnation);
        if (stagnation > 0 && where == EvolveIn.DREAM_THEN_REAL) {
            throw new IllegalArgumentException("stagnation must be 0 where evolve.where is dream-then-real, was " + stagnation);
        }
        if (racing != RacingRule.NONE && chances == CommonRandomNumbers.PAIRED) {
            throw new IllegalArgumentException(
                    "racing must be none where evolve.chances is paired, since candidates then play different episodes, was " + racing);
        }
    }

    /** A linear controller by CMA-ES. */
    public EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize, EvolveIn where,
            int realGenerations, double cap, double weightDecay, CommonRandomNumbers chances) {
        this(features, bias, population, repeats, generations, stepSize, where, realGenerations, cap, weightDecay, chances,
                "cma-es", Map.of(), "linear", NONE, 0, Map.of(), RacingRule.NONE);
    }

    /** In the dream, without quirks. */
    @Minimal
    public EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize) {
        this(features, bias, population, repeats, generations, stepSize, EvolveIn.DREAM, 0, 0, 0, CommonRandomNumbers.SHARED);
    }

    public EvolveConfig withStrategy(String strategy, Map<String, String> strategyOptions) {
        return new EvolveConfig(features, bias, population, repeats, generations, stepSize, where, realGenerations, cap, weightDecay,
                chances,
                strategy, strategyOptions, controller, layers, stagnation, controllerOptions, racing);
    }

    public EvolveConfig withController(String controller, String layers, Map<String, String> controllerOptions) {
        return new EvolveConfig(features, bias, population, repeats, generations, stepSize, where, realGenerations, cap, weightDecay,
                chances,
                strategy, strategyOptions, controller, layers, stagnation, controllerOptions, racing);
    }

    public EvolveConfig withGenerations(int generations) {
        return new EvolveConfig(features, bias, population, repeats, generations, stepSize, where, realGenerations, cap, weightDecay,
                chances,
                strategy, strategyOptions, controller, layers, stagnation, controllerOptions, racing);
    }

    /** A first C, for a model and an action space. */
    public Controller blank(WorldModel model, Space actions) {
        return blank(model.latentSize(), model.parts(), actions);
    }

    /**
     * A first C.
     *
     * @param latent
     *            Z
     * @param memory
     *            the parts of M's memory; none where there is no M
     */
    public Controller blank(int latent, List<WorldModel.Part> memory, Space actions) {
        return Controllers.make(controller, new ControllerShape(features, latent, memory, ActionMap.of(actions), bias),
                withLayers(layers, controllerOptions));
    }

    private static Map<String, String> withLayers(String layers, Map<String, String> options) {
        var all = new TreeMap<>(options);
        if (!layers.equals(NONE)) {
            all.put(LAYERS, layers);
        }
        return all;
    }

    private static void checkController(Features features, String controller, String layers, Map<String, String> options) {
        known("controller", controller, Controllers.names(), ControllerProvider.class);
        if (!layers.equals(NONE) && !Controllers.options(controller).contains(LAYERS)) {
            throw new IllegalArgumentException("layers must be none where the controller is " + controller + ", was \"" + layers + '"');
        }
        SizeLimits.layers(layers);
        var smallest = new ControllerShape(Features.Z, 1, List.of(), ActionMap.of(Space.box(-1, 1, 1)), true);
        Controllers.make(controller, smallest, withLayers(layers, options));
    }

    /** A new strategy for C. */
    public EvolutionStrategy strategy(int parameters, Seed seed) {
        return Strategies.make(strategy, parameters, new StrategySettings(population, stepSize, weightDecay, strategyOptions), seed);
    }

    private static void checkStrategy(String name, StrategySettings settings) {
        known("strategy", name, Strategies.names(), StrategyProvider.class);
        Strategies.make(name, 1, settings, Seed.of(0));
    }

    private static void known(String key, String name, List<String> names, Class<?> provider) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    key + ": " + DidYouMean.unknown(key, name, names) + "; one of your own needs a " + provider.getSimpleName());
        }
    }

    /** Of both kinds. */
    public int allGenerations() {
        return generations + realGenerations;
    }

    /** Whether a generation, from 0, plays the environment. */
    public boolean isReal(int generation) {
        return where == EvolveIn.REAL || generation >= generations && where == EvolveIn.DREAM_THEN_REAL;
    }
}
