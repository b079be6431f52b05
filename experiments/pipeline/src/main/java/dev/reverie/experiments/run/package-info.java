/**
 * The frame of an experiment: stages, and the pipeline that runs those of them that are not up to date.
 *
 * <p>{@link dev.reverie.experiments.run.Pipeline} is the way in; {@link dev.reverie.experiments.run.Stages} lists the stages. A new one
 * says what it reads, what it writes, what of the configuration it depends on, and works; the rest is the pipeline's.
 *
 * <pre>{@code
 * var config = ExperimentConfig.preset("tiny");
 * try (var run = Run.open(root)) {
 *     config.save(run.folder().config());
 *     var here = Manifest.Provenance.here("", Map.of());
 *     var pipeline = new Pipeline(Stages.all(), run, config, here, PipelineListener.none());
 *     for (StageStatus outcome : pipeline.run(Stages.until(Stages.all(), "collect"))) {
 *         results.add(outcome.stage() + ": " + outcome.summary());
 *     }
 * }
 * }</pre>
 */
package dev.reverie.experiments.run;
