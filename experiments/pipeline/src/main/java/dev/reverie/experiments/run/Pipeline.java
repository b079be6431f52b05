package dev.reverie.experiments.run;

import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Run;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Brings the stages of a run up to date, in their order: each runs if it never finished, or if its configuration, its seed or a file it
 * reads or wrote has changed; otherwise nothing is done.
 *
 * <p>A stage that was interrupted goes on from its checkpoint if its inputs are still the same; a checkpoint of other inputs is deleted.
 *
 * @param stages
 *            all there are, in order
 * @param run
 *            open
 * @param config
 *            of the experiment
 * @param provenance
 *            what the stages are made by, for the manifest
 * @param listener
 *            hears how it goes
 */
public record Pipeline(List<Stage> stages, Run run, ExperimentConfig config, Manifest.Provenance provenance, PipelineListener listener) {
    public Pipeline {
        stages = List.copyOf(stages);
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * Brings stages up to date.
     *
     * @param wanted
     *            some of {@link #stages}, in their order
     * @return how each stands afterwards
     * @throws CancellationException
     *             if the thread is interrupted; the run can go on later
     * @throws IllegalArgumentException
     *             if a file is missing that a stage which is not wanted should have made
     */
    public List<StageStatus> run(List<Stage> wanted) {
        stages.forEach(this::removeLeftovers);
        MetricLog.restore(run.folder().metrics(), finishedMetrics());
        try {
            return wanted.stream().map(this::run).toList();
        } catch (FileException e) {
            if (!isInterrupt(e)) {
                throw e;
            }
            var cancelled = new CancellationException("interrupted at " + e.path());
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /** Whether an interrupt met a thread while it read or wrote, which closes the file; what was being written is then not there. */
    private static boolean isInterrupt(Throwable e) {
        return e instanceof ClosedByInterruptException || e.getCause() != null && isInterrupt(e.getCause());
    }

    /**
     * What would be lost if the stages were brought up to date.
     *
     * @param before
     *            the configuration that the folder was last used with, if it is known
     */
    public Replacement replacement(Optional<ExperimentConfig> before) {
        return Replacement.of(this, before);
    }

    /** How every stage stands; nothing is done. */
    public List<StageStatus> look() {
        return stages.stream().map(this::look).toList();
    }

    private StageStatus look(Stage stage) {
        var missing = missing(stage);
        var reason = missing.isPresent() ? Optional.of("waits for " + name(missing.get())) : reasonToRun(stage, inputs(stage));
        return outcome(stage, reason);
    }

    /** An earlier version may have finished a stage that now writes more. */
    private Optional<String> reasonToRun(Stage stage, Run.Inputs inputs) {
        return run.reasonToRun(inputs)
                .or(() -> stage.writes(run.folder()).stream().filter(file -> !Files.exists(file)).findFirst()
                        .map(file -> name(file) + " is not there"));
    }

    private StageStatus outcome(Stage stage, Optional<String> reason) {
        return StageStatus.of(stage, reason, run.manifest(), run.folder());
    }

    private StageStatus run(Stage stage) {
        refuseMissing(stage);
        var inputs = inputs(stage);
        var reason = reasonToRun(stage, inputs);
        var folder = folder(stage);
        if (reason.isEmpty()) {
            folder.tidy(run.manifest().stages().get(stage.name()).summary());
            listener.upToDate(stage);
            return outcome(stage, reason);
        }
        var before = folder.unfinished(inputs);
        if (before.isEmpty()) {
            clear(stage, folder);
        }
        var soFar = before.orElse(Duration.ZERO);
        folder.attempt(inputs, soFar);
        long start = System.nanoTime();
        try {
            var progress = listener.begins(stage, reason.get(), before.isPresent());
            var context =
                    new StageContext(config, run.folder(), inputs.seed(), folder.checkpoint(), before.isPresent(), provenance.commit(),
                            progress);
            var report = stage.run(context);
            var duration = soFar.plus(Duration.ofNanos(System.nanoTime() - start));
            folder.finished(report, run.folder().metrics());
            run.finish(inputs, duration, provenance.with(report.versions()), report.summary(),
                    stage.writes(run.folder()).toArray(Path[]::new));
            folder.tidy(report.summary());
            var outcome = outcome(stage, reason);
            listener.finished(stage, outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            listener.ended(stage);
            remember(folder, inputs, soFar.plus(Duration.ofNanos(System.nanoTime() - start)), e);
            throw e;
        }
    }

    private static void remember(StageFolder folder, Run.Inputs inputs, Duration soFar, Throwable why) {
        try {
            folder.attempt(inputs, soFar);
        } catch (FileException e) {
            why.addSuppressed(e);
        }
    }

    /** Nothing of an attempt with other inputs may be mixed with this one's. Single files are written whole and may stand until then. */
    private void clear(Stage stage, StageFolder folder) {
        folder.clear();
        stage.writes(run.folder()).stream().filter(Files::isDirectory).forEach(Disk::delete);
        if (Files.exists(run.folder().metrics())) {
            MetricLog.resume(run.folder().metrics(), stage.name(), -1).close();
        }
    }

    private Run.Inputs inputs(Stage stage) {
        var reads = stage.reads(run.folder()).toArray(Path[]::new);
        return run.inputs(stage.name(), stage.config(config), Seed.of(config.seed()).child(stage.name()), reads);
    }

    private StageFolder folder(Stage stage) {
        return new StageFolder(run.folder().root(), stage);
    }

    /** What killed writers left in the stage's own folder and where it writes. */
    private void removeLeftovers(Stage stage) {
        run.removeLeftovers(folder(stage).path());
        stage.writes(run.folder()).forEach(file -> run.removeLeftovers(Files.isDirectory(file) ? file : file.getParent()));
    }

    /** The lines that finished stages wrote to the metric log, by stage. */
    private Map<String, Path> finishedMetrics() {
        var logs = new LinkedHashMap<String, Path>();
        stages.stream().filter(stage -> run.manifest().stages().containsKey(stage.name()))
                .forEach(stage -> logs.put(stage.name(), folder(stage).metrics()));
        return logs;
    }

    private Optional<Path> missing(Stage stage) {
        return stage.reads(run.folder()).stream().filter(file -> !Files.exists(file)).findFirst();
    }

    private void refuseMissing(Stage stage) {
        missing(stage).ifPresent(file -> {
            var remedy = stages.stream().filter(other -> other.writes(run.folder()).contains(file)).findFirst()
                    .map(maker -> "; first: reverie " + maker.verb() + " --run " + run.folder().root()).orElse("");
            throw new IllegalArgumentException(file + " is missing" + remedy);
        });
    }

    private String name(Path file) {
        return run.folder().root().relativize(file).toString();
    }
}
