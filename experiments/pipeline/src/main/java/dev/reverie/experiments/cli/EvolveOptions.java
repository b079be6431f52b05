package dev.reverie.experiments.cli;

import dev.reverie.experiments.config.EvolveConfig;
import dev.reverie.experiments.config.RacingRule;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.evolve.EvolveSettings;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What can be chosen where an environment is evolved in; a preset has it in its configuration. */
final class EvolveOptions {
    @Option(names = "--strategy", paramLabel = "NAME",
            description = "cma-es, sep-cma-es, ipop-cma-es, bipop-cma-es, pepg, openai-es, simple-ga, xnes, snes, or one of your own that a StrategyProvider "
                    + "makes known (default: cma-es).")
    private String strategy;

    @Option(names = "--strategy-option", paramLabel = "NAME=VALUE",
            description = "One of the strategy's own, such as rate=0.1: active (all four cma-es); separable (ipop-cma-es, bipop-cma-es); rate, scaleRate, decay, leastStepSize (pepg); rate, "
                    + "decay, leastStepSize (openai-es); parents, forget, decay, leastStepSize (simple-ga); shapeRate (xnes); scaleRate (snes). May be "
                    + "repeated.")
    private Map<String, String> strategyOptions;

    @Option(names = "--controller", paramLabel = "NAME",
            description = "linear, mlp, or one of your own that a ControllerProvider makes known (default: mlp with --layers, otherwise linear).")
    private String controller;

    @Option(names = "--controller-option", paramLabel = "NAME=VALUE", description = "One of the controller's own. May be repeated.")
    private Map<String, String> controllerOptions;

    @Option(names = "--layers", paramLabel = "N", split = ",",
            description = "Hidden layers of the controller, such as 16 or 32,16 (default: none).")
    private List<Integer> layers;

    @Option(names = "--population", paramLabel = "N", description = "Candidates of a generation (default: 32).")
    private Integer population;

    @Option(names = "--step-size", paramLabel = "X", description = "Of the strategy at its start (default: 0.5).")
    private Double stepSize;

    @Option(names = "--episodes", paramLabel = "N", description = "A candidate's fitness is their mean return (default: 4).")
    private Integer episodes;

    @Option(names = "--generations", paramLabel = "N", description = "At most (default: 200).")
    private Integer generations;

    @Option(names = "--target", paramLabel = "RETURN", description = "Stop when the strategy's mean is worth this on other episodes.")
    private Double target;

    @Option(names = "--stagnation", paramLabel = "N", description = "Stop after so many generations without progress.")
    private Integer stagnation;

    @Option(names = "--reassess", paramLabel = "EVERY,EPISODES", split = ",", arity = "1",
            description = "How often, and on how many episodes, the mean and the best candidate are judged again (default: 5,20).")
    private List<Integer> reassess;

    @Option(names = "--race", description = "Reject candidates early that are significantly outside the better half; for many episodes.")
    private boolean race;

    @Option(names = "--skip-failures", description = "A candidate whose episode fails is reported and counts as the worst (default: stop).")
    private boolean skipFailures;

    /** Those that were given. */
    List<String> given() {
        return Stream.of(name("--strategy", strategy), name("--strategy-option", strategyOptions), name("--controller", controller),
                name("--controller-option", controllerOptions), name("--layers", layers),
                name("--population", population),
                name("--step-size", stepSize), name("--episodes", episodes), name("--generations", generations), name("--target", target),
                name("--stagnation", stagnation), name("--reassess", reassess), name("--race", race ? true : null),
                name("--skip-failures", skipFailures ? true : null)).flatMap(name -> name).toList();
    }

    private static Stream<String> name(String name, Object value) {
        return value == null ? Stream.empty() : Stream.of(name);
    }

    EvolveSettings settings(String env, Map<String, String> options, Long seed) {
        var d = EvolveSettings.of(env);
        if (reassess != null && (reassess.size() != 2 || reassess.get(0) < 1 || reassess.get(1) < 1)) {
            throw new IllegalArgumentException("--reassess must be EVERY,EPISODES, both >= 1, such as 5,20, was " + reassess);
        }
        var e = d.evolve();
        if (episodes != null && episodes < 1) {
            throw new IllegalArgumentException("--episodes must be >= 1, was " + episodes);
        }
        var widths = layers == null ? EvolveConfig.NONE : layers.stream().map(String::valueOf).collect(Collectors.joining(","));
        var evolve = new EvolveConfig(e.features(), e.bias(), or(population, e.population()), or(episodes, e.repeats()),
                or(generations, e.generations()), or(stepSize, e.stepSize()), e.where(), 0, 0, 0, e.chances(), or(strategy, e.strategy()),
                or(strategyOptions, Map.of()), or(controller, layers == null ? "linear" : "mlp"), widths, or(stagnation, e.stagnation()),
                or(controllerOptions, Map.of()), race ? RacingRule.SIGNIFICANCE : RacingRule.NONE);
        SizeLimits.episodes("episodes", (long) evolve.repeats() * evolve.population());
        return new EvolveSettings(env, options, evolve, target == null ? OptionalDouble.empty() : OptionalDouble.of(target),
                reassess == null ? d.reassessEvery() : reassess.get(0), reassess == null ? d.reassessEpisodes() : reassess.get(1),
                skipFailures,
                or(seed, d.seed()));
    }

    private static <T> T or(T given, T otherwise) {
        return given != null ? given : otherwise;
    }
}
