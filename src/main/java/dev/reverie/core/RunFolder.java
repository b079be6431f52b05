package dev.reverie.core;

import java.nio.file.Path;

/**
 * Where the files of a run are: the one place that knows their names. Reading needs no lock; writing goes through {@link Run}.
 *
 * @param root
 *            such as {@code runs/takecover-1}
 */
public record RunFolder(Path root) {
    /** The resolved configuration. */
    public Path config() {
        return root.resolve("config.yaml");
    }

    /** What was made from what; see {@link Manifest}. */
    public Path manifest() {
        return root.resolve("manifest.json");
    }

    /** See {@link MetricLog}. */
    public Path metrics() {
        return root.resolve("metrics.jsonl");
    }

    /** A folder; see {@link EpisodeStore}. */
    public Path episodes() {
        return root.resolve("episodes");
    }

    /** A folder: a mean and a log-variance for every frame. */
    public Path latents() {
        return root.resolve("latents");
    }

    /** V. */
    public Path vae() {
        return root.resolve("vae").resolve("model.zip");
    }

    /** M. */
    public Path rnn() {
        return root.resolve("rnn").resolve("model.zip");
    }

    /** C: the parameters of the best controller. */
    public Path controller() {
        return root.resolve("controller").resolve("best.npy");
    }

    /** The whole evolution strategy, its random state included. */
    public Path strategy() {
        return root.resolve("controller").resolve("state.npz");
    }

    /** The real scores. */
    public Path scores() {
        return root.resolve("evaluation").resolve("scores.csv");
    }

    /** A folder of pictures. */
    public Path plots() {
        return root.resolve("plots");
    }

    /** The whole run on one page. */
    public Path report() {
        return root.resolve("report.html");
    }

    Path lock() {
        return root.resolve(".lock");
    }
}
