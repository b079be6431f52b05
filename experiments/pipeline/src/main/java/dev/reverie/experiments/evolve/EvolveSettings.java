package dev.reverie.experiments.evolve;

import dev.reverie.controller.Features;
import dev.reverie.controller.es.CommonRandomNumbers;
import dev.reverie.core.Arguments;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.experiments.config.EvolveConfig;
import dev.reverie.experiments.config.EvolveIn;
import dev.reverie.experiments.config.RacingRule;
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
 * What is evolved in an environment without a world model, and how.
 *
 * @param env
 *            name of the environment
 * @param options
 *            its options that differ from their defaults
 * @param evolve
 *            as in a run, whose environment is this one
 * @param target
 *            a mean return to stop at, as reassessed
 * @param reassessEvery
 *            generations between reassessments of the strategy's mean and the best candidate
 * @param reassessEpisodes
 *            episodes of those
 * @param skipFailures
 *            whether a candidate whose episode fails counts as the worst; otherwise the run stops
 * @param seed
 *            of everything
 */
public record EvolveSettings(String env, Map<String, String> options, EvolveConfig evolve, OptionalDouble target, int reassessEvery,
        int reassessEpisodes, boolean skipFailures, long seed) {
    public EvolveSettings {
        Objects.requireNonNull(env, "env");
        Objects.requireNonNull(evolve, "evolve");
        Objects.requireNonNull(target, "target");
        options = Map.copyOf(new TreeMap<>(options));
        if (target.isPresent() && Double.isNaN(target.getAsDouble())) {
            throw new IllegalArgumentException("target must be a return, such as 475, was NaN");
        }
        if (!evolve.features().equals(Features.Z) || evolve.where() != EvolveIn.REAL || evolve.cap() != 0) {
            throw new IllegalArgumentException(
                    "evolve must have features Z, where real and cap 0 where there is no world model, was " + evolve);
        }
        Arguments.atLeast(1, "generations between reassessments", reassessEvery);
        Arguments.atLeast(1, "episodes of a reassessment", reassessEpisodes);
    }

    /** Linear with bias by CMA-ES, 32 candidates of 4 episodes, at most 200 generations, reassessed every 5 with 20 episodes. */
    public static EvolveSettings of(String env) {
        var evolve = new EvolveConfig(Features.Z, true, 32, 4, 200, 0.5, EvolveIn.REAL, 0, 0, 0, CommonRandomNumbers.SHARED);
        return new EvolveSettings(env, Map.of(), evolve, OptionalDouble.empty(), 5, 20, false, 1);
    }

    public EvolveSettings with(EvolveConfig evolve) {
        return new EvolveSettings(env, options, evolve, target, reassessEvery, reassessEpisodes, skipFailures, seed);
    }

    public EvolveSettings withStrategy(String strategy) {
        return with(evolve.withStrategy(strategy, Map.of()));
    }

    /** With hidden layers, such as {@code 32,16}. */
    public EvolveSettings withLayers(String layers) {
        return with(evolve.withController("mlp", layers, Map.of()));
    }

    public EvolveSettings withGenerations(int generations) {
        return with(evolve.withGenerations(generations));
    }

    public EvolveSettings withTarget(double target) {
        return new EvolveSettings(env, options, evolve, OptionalDouble.of(target), reassessEvery, reassessEpisodes, skipFailures, seed);
    }

    /** One {@code name value} each, without those that only say when to stop. */
    Map<String, String> identity() {
        var all = new LinkedHashMap<String, String>();
        all.put("env", env);
        new TreeMap<>(options).forEach((name, value) -> all.put("env." + name, value));
        all.put("strategy", evolve.strategy());
        evolve.strategyOptions().forEach((name, value) -> all.put("strategy." + name, value));
        if (!List.of("linear", "mlp").contains(evolve.controller())) { // of these two, the layers tell which
            all.put("controller", evolve.controller());
        }
        evolve.controllerOptions().forEach((name, value) -> all.put("controller." + name, value));
        all.put("layers", evolve.layers().equals(EvolveConfig.NONE) ? "[]" : List.of(evolve.layers().split(",")).toString());
        all.put("bias", String.valueOf(evolve.bias()));
        all.put("population", String.valueOf(evolve.population()));
        all.put("stepSize", String.valueOf(evolve.stepSize()));
        all.put("episodes", String.valueOf(evolve.repeats()));
        all.put("reassessEvery", String.valueOf(reassessEvery));
        all.put("reassessEpisodes", String.valueOf(reassessEpisodes));
        all.put("race", evolve.racing() == RacingRule.HALVING ? "halving" : String.valueOf(evolve.racing() == RacingRule.SIGNIFICANCE));
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
        Disk.text(file).lines().forEach(line -> found.put(line.split(" ", 2)[0], line.substring(line.indexOf(' ') + 1)));
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
