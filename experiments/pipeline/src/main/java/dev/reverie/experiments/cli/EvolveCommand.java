package dev.reverie.experiments.cli;

import dev.reverie.controller.es.EpisodeFailedException;
import dev.reverie.core.DidYouMean;
import dev.reverie.core.MetricLog;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.Presets;
import dev.reverie.experiments.evolve.EnvEvolution;
import dev.reverie.experiments.evolve.EvolutionCurve;
import dev.reverie.experiments.evolve.EvolveSettings;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.run.Stage;
import dev.reverie.gym.GymProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reverie evolve}: C inside the dream of a run, or without a world model in any environment that shows vectors. */
@Command(name = "evolve", description = {"Evolve C, the controller.", "",
    "With a preset, a file or --run of a run: inside the dream, as configured there; the stages before must have run.",
    "With the name of an environment: in that environment, without a world model, by the options from --strategy on. --set takes the "
            + "environment's own options. The same command goes on where it was interrupted.",
    ""},
        footer = {"  reverie evolve takecover                                     in the dream of runs/takecover-1",
            "  reverie evolve CartPole --target 475                         in runs/evolve-CartPole-1",
            "  reverie evolve gym:CartPole-v1 --target 475                  Gymnasium's own, after reverie gym setup",
            "  reverie evolve Pendulum --layers 16 --strategy snes --generations 300 --target -200"})
final class EvolveCommand extends StageVerb {
    @Mixin
    private EvolveOptions own;

    EvolveCommand(List<Stage> stages, Stage stage) {
        super(stages, List.of(stage));
    }

    @Override
    public Integer call() {
        var name = run.experiment;
        if (name != null && isEnvironment(name)) {
            return evolve(own.settings(name, EnvChoice.of(name, run.settings).options(), run.seed));
        }
        if (!own.given().isEmpty()) {
            throw wrong(own.given().get(0)
                    + " is for an environment by its name; for a run, give --set evolve.KEY=VALUE");
        }
        if (name != null && !Presets.NAMES.contains(name) && !Files.exists(Path.of(name))) {
            DidYouMean.to(name, Envs.names()).ifPresent(near -> {
                throw new IllegalArgumentException(name + ": unknown preset or environment; did you mean " + near + "?");
            });
        }
        return runStages();
    }

    /** Those that run elsewhere, such as {@code gym:CartPole-v1}, are not in any list. */
    private static boolean isEnvironment(String name) {
        return Envs.names().contains(name) || name.startsWith(GymProvider.PREFIX) || name.startsWith("gym+");
    }

    private int evolve(EvolveSettings settings) {
        var folder = run.folder != null ? run.folder
                : Path.of("runs", "evolve-" + settings.env().replaceAll("[^A-Za-z0-9.+-]+", "-") + "-" + settings.seed());
        Envs.make(settings.env(), settings.options()).close(); // wrong options are told before anything is written
        try {
            return interruptible("the same command goes on, in " + folder, () -> run(settings, folder));
        } catch (EpisodeFailedException e) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return Reverie.FAILED;
        }
    }

    private void run(EvolveSettings settings, Path folder) {
        long begin = System.nanoTime();
        EnvEvolution.Result result;
        try (var display = display(run.quiet, "evolve", "generations")) {
            var evolution = new EnvEvolution(settings, folder, display, failure -> say(failure.toString()));
            if (run.overwrite) {
                evolution.replaceOther();
            }
            result = evolution.run();
        }
        var chart =
                EvolutionCurve.chart(settings.evolve().strategy() + " in " + settings.env(), MetricLog.read(EnvEvolution.metrics(folder)));
        Figures.save(chart, folder.resolve("evolution.png"), 640, 720);
        if (!run.quiet) {
            say(settings.evolve().strategy() + ", " + result.parameters() + " parameters, " + result.generations() + " generations in "
                    + Clock.text(Duration.ofNanos(System.nanoTime() - begin)));
            if (!result.plateau().isEmpty()) {
                say(result.plateau());
            }
            say("test  " + result.test());
            say("in " + folder);
        }
    }
}
