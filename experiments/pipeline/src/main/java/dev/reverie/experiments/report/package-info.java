/**
 * A page that keeps: tables, pictures and texts in one HTML file without scripts, which needs no other file and no network, on a screen or
 * in print.
 *
 * <p>{@link dev.reverie.experiments.report.Page} is the way in; what stands on it is the caller's. {@code report.html} of a run is made by
 * the stage {@code report}.
 *
 * <pre>{@code
 * var table = new Table("Scores, mean of 100 episodes", List.of("player", "score"), List.of(List.of("real", "630 ± 399")));
 * var section = new Section("What it scores", List.of(new Text("In the environment it has never seen."), table, Figure.load(picture, 2,
 *         "A curve that rises", "Returns over generations.")));
 * var page = new Page("takecover, seed 1", "Learned in its dream.", List.of(section));
 * page.save(file);
 * }</pre>
 */
package dev.reverie.experiments.report;
