/**
 * Plots: each is a record of data that draws itself; saving is {@link dev.reverie.experiments.plots.Figures}' business.
 *
 * <p>Charts: {@link dev.reverie.experiments.plots.LearningCurve}, {@link dev.reverie.experiments.plots.TrainingCurve}, {@link
 * dev.reverie.experiments.plots.FutureFan}. Pictures of frames: {@link dev.reverie.experiments.plots.FilmStrip}, {@link
 * dev.reverie.experiments.plots.Reconstructions}, {@link dev.reverie.experiments.plots.AnimatedGif}. No display is needed, fonts are.
 *
 * <pre>{@code
 * var metrics = MetricLog.read(folder.metrics());
 * var real = Optional.of(new LearningCurve.Real(scores.mean(), scores.margin95(), scores.episodes()));
 * Figures.save(LearningCurve.of("C in the dream", metrics, "evolve", real).chart(), folder.plots().resolve("evolve.png"), 560, 320);
 * Figures.save(TrainingCurve.rnn(metrics).chart(), folder.plots().resolve("rnn.png"), 560, 400);
 * var strip = new FilmStrip(List.of(0, 10), List.of(new FilmStrip.Row("real", frames)));
 * Figures.save(strip.picture(2), folder.plots().resolve("strip.png"));
 * }</pre>
 */
package dev.reverie.experiments.plots;
