package dev.reverie.experiments.cli;

import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.evolve.EvolveSettings;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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

    @Option(names = "--layers", paramLabel = "N", split = ",",
            description = "Hidden layers of the controller, such as 16 or 32,16 (default: none).")
    private List<Integer> layers;

    @Option(names = "--population", paramLabel = "N", description = "Candidates of a generation, even (default: 32).")
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
        return Stream.of(name("--strategy", strategy), name("--strategy-option", strategyOptions), name("--layers", layers),
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
        SizeLimits.population(or(population, d.population()), 1);
        var settings = new EvolveSettings(env, options, strategy == null ? d.strategy() : strategy,
                or(layers, d.layers()), d.bias(), or(population, d.population()), or(stepSize, d.stepSize()), or(episodes, d.episodes()),
                or(generations, d.generations()), target == null ? OptionalDouble.empty() : OptionalDouble.of(target),
                or(stagnation, d.stagnation()), reassess == null ? d.reassessEvery() : reassess.get(0),
                reassess == null ? d.reassessEpisodes() : reassess.get(1), race, skipFailures, or(seed, d.seed()),
                or(strategyOptions, Map.of()));
        check(settings);
        return settings;
    }

    private static void check(EvolveSettings settings) {
        double parameters = 1;
        int before = 1;
        for (int width : settings.layers()) {
            parameters += (double) before * width;
            SizeLimits.onHeap("layers", width, 8 * parameters);
            before = width;
        }
        SizeLimits.population(settings.population(), parameters);
        SizeLimits.episodes("episodes", (long) settings.episodes() * settings.population());
    }

    private static <T> T or(T given, T otherwise) {
        return given != null ? given : otherwise;
    }
}
