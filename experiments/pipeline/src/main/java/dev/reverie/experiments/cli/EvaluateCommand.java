package dev.reverie.experiments.cli;

import dev.reverie.core.RunFolder;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import dev.reverie.experiments.config.Presets;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reverie evaluate}: the stage of that name, or, with --env, how well the run's agent does in another world. */
@Command(name = "evaluate", description = {"Play the real environment with V, M and C, and with random policies.", "",
    "The stages before it must have run; if nothing changed since the last time, nothing is done.", "",
    "With --env: play another environment of the same spaces with what the run has learned, on the seeds of the run's own scores, and set the "
            + "two side by side. The table goes to RUN/evaluation/transfer.csv.",
    ""},
        footer = {"  reverie evaluate --run runs/takecover-1          as configured there",
            "  reverie evaluate takecover                       in runs/takecover-1",
            "  reverie evaluate runs/takecover-1 --env gym:VizdoomTakeCover-v1",
            "  reverie evaluate runs/carracing-1 --env gym:CarRacing-v3 --episodes 100",
            "  reverie evaluate runs/takecover-1 --env TakeCover --env-option frameSkip=2"})
final class EvaluateCommand extends StageVerb {
    static final String STAGE = "evaluate";

    @Option(names = "--env", paramLabel = "NAME",
            description = "Another environment, with the options that a preset with it has, if there is one.")
    private String env;

    @Option(names = "--env-option", paramLabel = "KEY=VALUE", description = "Of that environment, before the preset's. May be repeated.")
    private Map<String, String> envOptions = new LinkedHashMap<>();

    @Option(names = "--episodes", paramLabel = "N", description = "To play there (default: as many as the run's own scores have).")
    private Integer episodes;

    EvaluateCommand(List<Stage> stages, Stage stage) {
        super(stages, List.of(stage));
    }

    @Override
    public Integer call() {
        if (env == null) {
            if (episodes != null || !envOptions.isEmpty()) {
                throw wrong("--episodes and --env-option belong to --env; the stage has evaluate.episodes and env.options");
            }
            return runStages();
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
        return interruptible("no table was written", () -> play(folder, other));
    }

    private RunFolder folder() {
        if (run.seed != null || !run.settings.isEmpty() || run.overwrite) {
            throw wrong("--set, --seed and --overwrite do not go with --env: what the run has learned is played as it is");
        }
        if (run.folder == null && run.experiment == null) {
            throw wrong("--env needs a run folder: reverie evaluate RUN --env " + env);
        }
        var folder = new RunFolder(run.folder != null ? run.folder : Path.of(run.experiment));
        if (!Files.exists(folder.config())) {
            throw wrong(folder.root() + ": no run folder, there is no config.yaml in it");
        }
        return folder;
    }

    private void play(RunFolder folder, EnvConfig other) {
        var transfer = new Transfer(folder);
        try (var display = display(run.quiet, "evaluate", "episodes")) {
            transfer.play(other, episodes, display);
        }
        if (!run.quiet) {
            sayAll(transfer.rows());
            say("in " + transfer.file());
        }
    }
}
