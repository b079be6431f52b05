package dev.reverie.experiments.cli;

import dev.reverie.core.RunFolder;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import dev.reverie.experiments.config.Presets;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.progress.Display;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reverie evaluate}: the stage of that name, or, with --env, how well the run's agent does in another world. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = {"Play the real environment with V, M and C, and with random policies.", "",
            "The stages before it must have run; if nothing changed since the last time, nothing is done.", "",
            "With --env: play another environment of the same spaces with what the run has learned, on the seeds of the run's own scores, and set the "
                    + "two side by side. The table goes to RUN/evaluation/transfer.csv.",
            ""},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie evaluate --run runs/takecover-1          as configured there",
            "  reverie evaluate takecover                       in runs/takecover-1",
            "  reverie evaluate runs/takecover-1 --env gym:VizdoomTakeCover-v1",
            "  reverie evaluate runs/carracing-1 --env gym:CarRacing-v3 --episodes 100",
            "  reverie evaluate runs/takecover-1 --env TakeCover --env-option frameSkip=2"})
final class EvaluateCommand implements Callable<Integer> {
    static final String STAGE = "evaluate";

    private final List<Stage> stages;
    private final Stage stage;

    @Mixin
    private RunOptions options;

    @Option(names = "--env", paramLabel = "NAME",
            description = "Another environment, with the options that a preset with it has, if there is one.")
    private String env;

    @Option(names = "--env-option", paramLabel = "KEY=VALUE", description = "Of that environment, before the preset's. May be repeated.")
    private Map<String, String> envOptions = new LinkedHashMap<>();

    @Option(names = "--episodes", paramLabel = "N", description = "To play there (default: as many as the run's own scores have).")
    private Integer episodes;

    @Spec
    private CommandSpec spec;

    EvaluateCommand(List<Stage> stages, Stage stage) {
        this.stages = stages;
        this.stage = stage;
    }

    @Override
    public Integer call() {
        if (env == null) {
            if (episodes != null || !envOptions.isEmpty()) {
                throw wrong("--episodes and --env-option belong to --env; the stage has evaluate.episodes and env.options");
            }
            return new StageRunner(spec.commandLine(), options).run(stages, List.of(stage));
        }
        if (episodes != null && episodes < 1) {
            throw wrong("--episodes must be >= 1, was " + episodes);
        }
        SizeLimits.episodes("--episodes", episodes == null ? 0 : episodes);
        var folder = folder();
        var optionsThere = new LinkedHashMap<>(Presets.options(env));
        optionsThere.putAll(envOptions);
        var other = new EnvConfig(env, optionsThere);
        Envs.entry(env).resolve(other.options());
        return Interruption.around(spec, "no table was written", () -> play(folder, other));
    }

    private RunFolder folder() {
        if (options.seed != null || !options.settings.isEmpty() || options.overwrite) {
            throw wrong("--set, --seed and --overwrite do not go with --env: what the run has learned is played as it is");
        }
        if (options.folder == null && options.experiment == null) {
            throw wrong("--env needs a run folder: reverie evaluate RUN --env " + env);
        }
        var folder = new RunFolder(options.folder != null ? options.folder : Path.of(options.experiment));
        if (!Files.exists(folder.config())) {
            throw wrong(folder.root() + ": no run folder, there is no config.yaml in it");
        }
        return folder;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private void play(RunFolder folder, EnvConfig other) {
        var transfer = new Transfer(folder);
        try (var display = options.quiet ? Display.none() : Display.of(spec.commandLine().getOut(), "evaluate", "episodes")) {
            transfer.play(other, episodes, display);
        }
        if (!options.quiet) {
            var out = spec.commandLine().getOut();
            transfer.rows().forEach(out::println);
            out.println("in " + transfer.file());
            out.flush();
        }
    }
}
