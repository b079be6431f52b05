package dev.reverie.experiments.config;

import dev.reverie.controller.ActionMap;
import dev.reverie.controller.Controller;
import dev.reverie.controller.Features;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Strategies;
import dev.reverie.controller.es.StrategySettings;
import dev.reverie.core.DidYouMean;
import dev.reverie.core.Minimal;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import dev.reverie.experiments.evolve.ControllerKind;
import java.util.Collections;
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
 *            times the mean square of a candidate's parameters is taken from what the strategy learns from; the published code has −0.01: by a wrong sign
 *            it rewards large parameters, and all published numbers were made so
 * @param chances
 *            which candidates play the same episodes
 * @param strategy
 *            the name of one of {@link Strategies#names}
 * @param strategyOptions
 *            the strategy's own, by name; those not given have its usual values; copied, in order of the names
 * @param controller
 *            linear, or with hidden layers
 * @param layers
 *            the widths of the hidden layers, such as {@code 32,16}; {@code none} where the controller is linear
 * @param stagnation
 *            generations without a rise of the mean fitness to stop after; 0 for never
 */
public record EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize, EvolveIn where,
        int realGenerations, double cap, double weightDecay, CommonRandomNumbers chances, String strategy,
        Map<String, String> strategyOptions, ControllerKind controller, String layers, int stagnation) {
    public EvolveConfig {
        Objects.requireNonNull(features, "features");
        ConfigChecks.atLeast(2, "population", population);
        ConfigChecks.atLeast(1, "repeats", repeats);
        ConfigChecks.atLeast(1, "generations", generations);
        ConfigChecks.positive("stepSize", stepSize);
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
        strategyOptions = Collections.unmodifiableMap(new TreeMap<>(strategyOptions));
        SizeLimits.population(population, 1);
        checkStrategy(strategy, new StrategySettings(population, stepSize, weightDecay, strategyOptions));
        controller.layers(layers);
        ConfigChecks.atLeast(0, "stagnation", stagnation);
        if (stagnation > 0 && where == EvolveIn.DREAM_THEN_REAL) {
            throw new IllegalArgumentException("stagnation must be 0 where evolve.where is dream-then-real, was " + stagnation);
        }
    }

    /** A linear controller by CMA-ES. */
    public EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize, EvolveIn where,
            int realGenerations, double cap, double weightDecay, CommonRandomNumbers chances) {
        this(features, bias, population, repeats, generations, stepSize, where, realGenerations, cap, weightDecay, chances,
                "cma-es", Map.of(), ControllerKind.LINEAR, ControllerKind.NONE, 0);
    }

    /** In the dream, without quirks. */
    @Minimal
    public EvolveConfig(Features features, boolean bias, int population, int repeats, int generations, double stepSize) {
        this(features, bias, population, repeats, generations, stepSize, EvolveIn.DREAM, 0, 0, 0, CommonRandomNumbers.SHARED);
    }

    /** C with all parameters zero, for a model and an action space. */
    public Controller blank(WorldModel model, Space actions) {
        return ControllerKind.blank(features, model.latentSize(), model.hiddenSize(), ActionMap.of(actions), bias,
                controller.layers(layers));
    }

    /** A new strategy for C. */
    public EvolutionStrategy strategy(int parameters, Seed seed) {
        return Strategies.make(strategy, parameters, new StrategySettings(population, stepSize, weightDecay, strategyOptions), seed);
    }

    /** Refuses what no strategy of this name can be made with. */
    public static void checkStrategy(String name, StrategySettings settings) {
        if (!Strategies.names().contains(name)) {
            throw new IllegalArgumentException("strategy: " + DidYouMean.unknown("strategy", name, Strategies.names()));
        }
        Strategies.make(name, 1, settings, Seed.of(0));
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
