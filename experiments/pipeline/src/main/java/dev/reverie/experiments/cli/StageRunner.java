package dev.reverie.experiments.cli;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Engine.Fact;
import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.core.SamePlace;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.config.Presets;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.run.Pipeline;
import dev.reverie.experiments.run.PipelineListener;
import dev.reverie.experiments.run.Scoreboard;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.StageStatus;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * What every verb that runs stages does: finds the configuration and the folder, opens it, runs, and ends in good order when interrupted.
 */
final class StageRunner {
    /** Changes that are named. */
    private static final int FEW = 6;

    private final CommandLine verb;
    private final RunOptions options;
    private final String same;

    /**
     * @param same
     *            what of the command line must be given again to go on, besides the run folder
     */
    StageRunner(CommandLine verb, RunOptions options, String same) {
        this.verb = verb;
        this.options = options;
        this.same = same;
    }

    /**
     * Brings stages up to date.
     *
     * @param stages
     *            all there are
     * @param wanted
     *            those to run
     * @return the exit code
     */
    int run(List<Stage> stages, List<Stage> wanted) {
        var config = config();
        var folder = folder(config);
        return run(config, new RunFolder(folder), stages, wanted, folder);
    }

    /**
     * As {@link #run(List, List)}, of another configuration in another folder.
     *
     * @param start
     *            the run folder to name to go on after an interrupt
     */
    int run(ExperimentConfig config, RunFolder folder, List<Stage> stages, List<Stage> wanted, Path start) {
        refuseImpossible(config);
        try (var run = Run.open(folder.root())) {
            var pipeline = new Pipeline(stages, run, config, provenance(), new Announcer(out(), options.quiet));
            check(pipeline);
            keep(config, folder);
            var outcomes = pipeline.run(wanted);
            if (!options.quiet) {
                conclude(outcomes, wanted, folder);
            }
            return 0;
        } catch (RuntimeException e) {
            if (!Interruption.isBehind(e)) {
                throw e;
            }
            verb.getErr().println("interrupted; the run continues with: " + again(start));
            verb.getErr().flush();
            return Reverie.INTERRUPTED;
        }
    }

    /** Before anything is written: a wrong environment or size must not become the run's saved configuration. */
    static void refuseImpossible(ExperimentConfig config) {
        SizeLimits.check(config);
        Envs.make(config.env().name(), config.env().options()).close();
    }

    /**
     * Fails where a folder holds what {@link #run} would replace, unless that was asked for. Nothing is written.
     *
     * @throws FileException
     *             if it does
     */
    void check(ExperimentConfig config, RunFolder folder, List<Stage> stages) {
        refuseImpossible(config);
        if (Files.isDirectory(folder.root())) {
            try (var run = Run.open(folder.root())) {
                check(new Pipeline(stages, run, config, provenance(), PipelineListener.none()));
            }
        }
    }

    private void check(Pipeline pipeline) {
        if (options.overwrite) {
            return;
        }
        var folder = pipeline.run().folder();
        var before = saved(folder);
        var replacement = pipeline.replacement(before);
        if (!replacement.files().isEmpty()) {
            throw new FileException(replacement.files().get(0),
                    "is there already, and no stage of this run wrote it; choose another --run, "
                            + "or move it; with --overwrite it is deleted");
        }
        if (!replacement.isNothing()) {
            var changes = before.map(there -> there.changes(pipeline.config())).filter(list -> !list.isEmpty())
                    .orElse(List.of("its config.yaml does not tell in what"));
            throw new FileException(folder.root(), "holds work of another configuration (" + few(changes) + "): "
                    + String.join(", ", replacement.stages()) + " would be replaced; choose another --run, or add --overwrite");
        }
    }

    private static String few(List<String> changes) {
        return String.join(", ", changes.subList(0, Math.min(FEW, changes.size())))
                + (changes.size() > FEW ? " and " + (changes.size() - FEW) + " more keys" : "");
    }

    /** The configuration that a folder was last used with; empty if there is none, or it cannot be read. */
    private static Optional<ExperimentConfig> saved(RunFolder folder) {
        try {
            return Files.exists(folder.config()) ? Optional.of(ExperimentConfig.load(folder.config())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    ExperimentConfig config() {
        if (options.experiment != null) {
            return ExperimentConfig.of(options.experiment).with(options.allSettings());
        }
        if (options.folder == null) {
            throw new CommandLine.ParameterException(verb,
                    "needs a preset (" + String.join(", ", Presets.NAMES) + "), a YAML file, or --run DIR of a run to go on with");
        }
        var saved = new RunFolder(options.folder).config();
        if (!Files.exists(saved)) {
            throw new CommandLine.ParameterException(verb, saved + ": no such file, so a preset or a YAML file must be named");
        }
        return ExperimentConfig.load(saved).with(options.allSettings());
    }

    Path folder(ExperimentConfig config) {
        if (options.folder != null) {
            var saved = new RunFolder(options.folder).config();
            if (options.experiment != null && !Presets.NAMES.contains(options.experiment)
                    && SamePlace.touches(saved, Path.of(options.experiment))) {
                throw new CommandLine.ParameterException(verb, saved + ": is the configuration of --run itself, which would be replaced; "
                        + "leave it out to go on with that run");
            }
            return options.folder;
        }
        var name = Path.of(options.experiment).getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return Path.of("runs", name + "-" + config.seed());
    }

    /** Saves the configuration, and tells what is different from the one saved before. */
    private void keep(ExperimentConfig config, RunFolder folder) {
        if (Files.exists(folder.config())) {
            try {
                var changes = ExperimentConfig.load(folder.config()).changes(config);
                if (!changes.isEmpty()) {
                    say("changed: " + String.join(", ", changes));
                }
            } catch (IllegalArgumentException e) {
                say("replaced: " + e.getMessage());
            }
        }
        config.save(folder.config());
    }

    /** Scores are told by the stage that made them: a run that ends before may have some of another configuration. */
    private void conclude(List<StageStatus> outcomes, List<Stage> wanted, RunFolder folder) {
        if (outcomes.size() > 1) {
            say("");
            OutcomeTable.rows(outcomes, "done").forEach(this::say);
        }
        if (wanted.stream().anyMatch(stage -> stage.writes(folder).contains(folder.scores()))) {
            say("");
            Scoreboard.load(folder.scores()).rows().forEach(this::say);
        }
        say("");
        say("in " + folder.root());
    }

    private String again(Path start) {
        var path = start.toString();
        return verb.getCommandSpec().qualifiedName() + " --run " + (path.contains(" ") ? "'" + path + "'" : path)
                + (same.isEmpty() ? "" : " " + same);
    }

    private static Manifest.Provenance provenance() {
        var version = new Version();
        var provenance = Manifest.Provenance.here(version.provenance(),
                Map.of("reverie", version.version(), "nd4j", Version.of("org.nd4j", "nd4j-api"), "dnnl",
                        Version.of("org.bytedeco", "dnnl")));
        // other engines and other instructions give other bits
        return provenance.with(Engine.current().facts().stream().filter(fact -> !fact.name().equals("threads"))
                .collect(Collectors.toMap(Fact::name, Fact::value)));
    }

    void say(String line) {
        if (!options.quiet) {
            out().println(line);
            out().flush();
        }
    }

    private PrintWriter out() {
        return verb.getOut();
    }
}
