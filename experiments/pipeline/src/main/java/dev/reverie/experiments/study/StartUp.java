package dev.reverie.experiments.study;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Samples;

/** Loads what the first training of a process loads, native libraries above all, so that a timed training is only that. */
final class StartUp {
    private StartUp() {
    }

    /** How long it took; near 0 the second time. */
    static double seconds() {
        long begin = System.nanoTime();
        MdnRegressor.train(MdnRegressorConfig.of(1).withTraining(1, 4, 1e-3, 1e-3),
                Samples.of(new double[]{0, 1, 2, 3}, new double[]{0, 1, 0, 1}),
                Seed.of(0), Progress.none());
        return (System.nanoTime() - begin) / 1e9;
    }
}
