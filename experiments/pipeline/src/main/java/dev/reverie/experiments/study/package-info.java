/**
 * Studies: small experiments on mixture densities whose truth is known, each with figures by plain names, a table, and plots.
 *
 * <p>{@link dev.reverie.experiments.study.Studies} lists them; {@code reverie study NAME} runs one. {@link
 * dev.reverie.experiments.study.Study} is one, {@link dev.reverie.experiments.study.StudyContext} what it is given, {@link
 * dev.reverie.experiments.study.StudyResult} what it finds.
 *
 * <pre>{@code
 * var study = Studies.named("two-gaussians");
 * var small = new StudyContext(folder, Seed.of(1), 0.02, Progress.none()); // plots go to the folder
 * StudyResult found = study.run(small);
 * Number nll = found.figures().get("nll");
 * found.save(folder, study.name(), "reverie study two-gaussians");         // results.json and table.md
 * }</pre>
 */
package dev.reverie.experiments.study;
