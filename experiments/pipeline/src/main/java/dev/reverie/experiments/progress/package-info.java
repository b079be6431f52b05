/**
 * How far a stage is, for eyes: a bar on a terminal, lines elsewhere.
 *
 * <p>{@link dev.reverie.experiments.progress.Display} is the way in.
 *
 * <pre>{@code
 * try (var display = Display.of(out, "vae", "frames")) {
 *     for (int update = 1; update <= 2700; update++) {
 *         display.update(100 * update, 270_000, "recon 12.3");
 *     }
 * }
 * out.println("vae  done in " + Clock.text(Duration.ofSeconds(130))); // 2:10
 * }</pre>
 */
package dev.reverie.experiments.progress;
