package dev.reverie.experiments.study;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Samples;
import java.nio.file.Path;
import java.util.Objects;
import org.jfree.chart.JFreeChart;

/**
 * What a study is given.
 *
 * @param folder
 *            for its plots
 * @param seed
 *            of everything
 * @param scale
 *            1 for the study as it is meant; less for fewer rows and epochs, to see that it works; in {@value #LEAST}..1
 * @param progress
 *            is told of every epoch
 */
public record StudyContext(Path folder, Seed seed, double scale, Progress progress) {
    /** Below this, too few rows are left for the figures to exist. */
    public static final double LEAST = 0.01;

    public StudyContext {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(progress, "progress");
        if (!(scale >= LEAST && scale <= 1)) {
            throw new IllegalArgumentException("scale must be in " + LEAST + "..1, was " + scale);
        }
    }

    /** So many rows, fewer at a smaller scale, at least 200. */
    int rows(int full) {
        return Math.max(Math.min(full, 200), (int) Math.round(full * scale));
    }

    /**
     * Trains for as many epochs as the scale leaves.
     *
     * @param purpose
     *            names the seed, and is shown with the progress
     */
    MdnRegressor train(String purpose, MdnRegressorConfig config, Samples samples) {
        int epochs = Math.max(Math.min(config.epochs(), 3), (int) Math.round(config.epochs() * scale));
        var scaled = config.withTraining(epochs, config.batch(), config.rate(), config.finalRate());
        return MdnRegressor.train(scaled, samples, seed.child(purpose.replace(' ', '-')),
                (step, total, message) -> progress.update(step, total,
                        purpose + " " + message));
    }

    /** Saves a chart in the folder, of so many points. */
    void save(JFreeChart chart, String name, int width, int height) {
        Figures.save(chart, folder.resolve(name + ".png"), width, height);
    }
}
