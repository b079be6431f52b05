package dev.reverie.experiments.evolve;

import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Strategies;
import dev.reverie.controller.es.StrategySettings;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.EvolveConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What is evolved, and how.
 *
 * @param env
 *            name of the environment
 * @param options
 *            its options that differ from their defaults
 * @param strategy
 *            its name
 * @param layers
 *            widths of the controller's hidden layers; empty for a linear one
 * @param bias
 *            whether it has constants
 * @param population
 *            candidates of a generation, even
 * @param stepSize
 *            at the beginning
 * @param episodes
 *            a candidate's fitness is the mean return of
 * @param generations
 *            at most
 * @param target
 *            a mean return to stop at, as reassessed
 * @param stagnation
 *            generations without progress to stop after; 0 for never
 * @param reassessEvery
 *            generations between reassessments of the strategy's mean and the best candidate
 * @param reassessEpisodes
 *            episodes of those
 * @param race
 *            whether candidates that are significantly outside the better half play no further episodes
 * @param skipFailures
 *            whether a candidate whose episode fails counts as the worst; otherwise the run stops
 * @param seed
 *            of everything
 * @param strategyOptions
 *            the strategy's own that differ from its usual ones
 */
public record EvolveSettings(String env, Map<String, String> options, String strategy, List<Integer> layers, boolean bias,
        int population, double stepSize, int episodes, int generations, OptionalDouble target, int stagnation, int reassessEvery,
        int reassessEpisodes, boolean race, boolean skipFailures, long seed, Map<String, String> strategyOptions) {
    public EvolveSettings {
        Objects.requireNonNull(env, "env");
        Objects.requireNonNull(target, "target");
        options = Map.copyOf(new TreeMap<>(options));
        layers = List.copyOf(layers);
        layers.forEach(width -> atLeast(1, "layers", width));
        if (population < 2 || population % 2 != 0) {
            throw new IllegalArgumentException("population must be even and >= 2, was " + population);
        }
        if (!(stepSize > 0 && stepSize < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("step size must be > 0 and finite, was " + stepSize);
        }
        if (target.isPresent() && Double.isNaN(target.getAsDouble())) {
            throw new IllegalArgumentException("target must be a return, such as 475, was NaN");
        }
        strategyOptions = Map.copyOf(strategyOptions);
        EvolveConfig.checkStrategy(strategy, strategySettings(population, stepSize, strategyOptions));
        atLeast(1, "episodes", episodes);
        atLeast(1, "generations", generations);
        atLeast(0, "stagnation", stagnation);
        atLeast(1, "generations between reassessments", reassessEvery);
        atLeast(1, "episodes of a reassessment", reassessEpisodes);
    }

    private static StrategySettings strategySettings(int population, double stepSize, Map<String, String> options) {
        return StrategySettings.of(population, stepSize).withOptions(options);
    }

    /** A new strategy. */
    EvolutionStrategy strategy(int parameters, Seed seed) {
        return Strategies.make(strategy, parameters, strategySettings(population, stepSize, strategyOptions), seed);
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ", was " + value);
        }
    }

    /** Linear with bias by CMA-ES, 32 candidates of 4 episodes, at most 200 generations, reassessed every 5 with 20 episodes. */
    public static EvolveSettings of(String env) {
        return new EvolveSettings(env, Map.of(), "cma-es", List.of(), true, 32, 0.5, 4, 200, OptionalDouble.empty(), 0, 5, 20,
                false, false, 1, Map.of());
    }

    public EvolveSettings withStrategy(String strategy) {
        return new EvolveSettings(env, options, strategy, layers, bias, population, stepSize, episodes, generations, target, stagnation,
                reassessEvery, reassessEpisodes, race, skipFailures, seed, strategyOptions);
    }

    public EvolveSettings withLayers(Integer... layers) {
        return new EvolveSettings(env, options, strategy, List.of(layers), bias, population, stepSize, episodes, generations, target,
                stagnation, reassessEvery, reassessEpisodes, race, skipFailures, seed, strategyOptions);
    }

    public EvolveSettings withTarget(double target) {
        return new EvolveSettings(env, options, strategy, layers, bias, population, stepSize, episodes, generations,
                OptionalDouble.of(target), stagnation, reassessEvery, reassessEpisodes, race, skipFailures, seed, strategyOptions);
    }

    public EvolveSettings withGenerations(int generations) {
        return new EvolveSettings(env, options, strategy, layers, bias, population, stepSize, episodes, generations, target, stagnation,
                reassessEvery, reassessEpisodes, race, skipFailures, seed, strategyOptions);
    }

    /** One {@code name value} each, without those that only say when to stop. */
    Map<String, String> identity() {
        var all = new LinkedHashMap<String, String>();
        all.put("env", env);
        new TreeMap<>(options).forEach((name, value) -> all.put("env." + name, value));
        all.put("strategy", strategy);
        new TreeMap<>(strategyOptions).forEach((name, value) -> all.put("strategy." + name, value));
        all.put("layers", layers.toString());
        all.put("bias", String.valueOf(bias));
        all.put("population", String.valueOf(population));
        all.put("stepSize", String.valueOf(stepSize));
        all.put("episodes", String.valueOf(episodes));
        all.put("reassessEvery", String.valueOf(reassessEvery));
        all.put("reassessEpisodes", String.valueOf(reassessEpisodes));
        all.put("race", String.valueOf(race));
        all.put("seed", String.valueOf(seed));
        return all;
    }

    /** Leaves its mark in a folder, or checks that the one that is there is its own. */
    void claim(Path file) {
        if (!Files.exists(file)) {
            var text = new StringBuilder();
            identity().forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
            AtomicFile.write(file, text.toString());
            return;
        }
        var differences = differences(file);
        if (!differences.isEmpty()) {
            throw new FileException(file, "is of another evolution: " + String.join("; ", differences)
                    + ". Give the same settings to go on with it, another --run, or --overwrite");
        }
    }

    /** What a file says otherwise; nothing if it is not there. */
    List<String> differences(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        var own = identity();
        var found = new LinkedHashMap<String, String>();
        try {
            Files.readAllLines(file).forEach(line -> found.put(line.split(" ", 2)[0], line.substring(line.indexOf(' ') + 1)));
        } catch (IOException e) {
            throw new FileException(file, "cannot be read: " + e.getMessage(), e);
        }
        var differences = new ArrayList<String>();
        var names = new LinkedHashMap<>(found);
        names.putAll(own);
        for (var name : names.keySet()) {
            if (!Objects.equals(found.get(name), own.get(name))) {
                differences.add(name + " " + found.getOrDefault(name, "none") + ", now " + own.getOrDefault(name, "none"));
            }
        }
        return differences;
    }
}
