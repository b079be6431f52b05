package dev.reverie.experiments.study;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;

/** Loads and compiles what the first training of a process loads and compiles, by a small one, so that a timed training is only that. */
final class StartUp {
    private static final int ROWS = 1 << 15;

    private StartUp() {
    }

    /** How long it took. */
    static double seconds() {
        long begin = System.nanoTime();
        var samples = Simulation.of(ROWS, Seed.of(0), (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = random.nextDouble();
        });
        MdnRegressor.train(MdnRegressorConfig.of(8).withTraining(4, 512, 1e-3, 1e-3), samples, Seed.of(0), Progress.none());
        return (System.nanoTime() - begin) / 1e9;
    }
}
