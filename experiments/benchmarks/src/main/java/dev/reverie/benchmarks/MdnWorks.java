package dev.reverie.benchmarks;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.experiments.study.PosteriorTask;
import dev.reverie.mdn.MdnRegressor;
import java.util.List;

/** Mixture density networks for regression: a whole training, from samples to a model that is good enough. */
final class MdnWorks {
    /** KL(exact ‖ learned) in nats that every contender has to be below for every count, or it does not count. */
    private static final double THRESHOLD = 0.01;

    private MdnWorks() {
    }

    static List<Work> all() {
        return List.of(Work.counted("mdn beta-posterior", "trainings/s", 1, engine -> {
            var task = PosteriorTask.beta(Seed.of(1));
            double worst = task.worstDivergence(train(task));
            if (!(worst < THRESHOLD)) {
                throw new IllegalStateException("KL(exact || learned) must be below " + THRESHOLD + " for every count, was " + worst);
            }
            return Session.of(() -> train(task), () -> {
            });
        }));
    }

    private static MdnRegressor train(PosteriorTask task) {
        return MdnRegressor.train(task.config(), task.samples(), Seed.of(1), Progress.none());
    }
}
