package dev.reverie.rnn;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Predictive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** One episode observed by M from its beginning, and how likely M found what came. */
final class ObservedEpisode {
    /** More than about so many predictions would tell no more of a calibration. */
    private static final int PREDICTIONS = 8192;

    private final MdnRnn model;
    private final Latents episode;
    private final int stride;
    /** [T+1, Z], drawn. */
    private final float[] z;
    private final double[] logits;
    private final List<Predictive> predictions = new ArrayList<>();
    private final List<Double> came = new ArrayList<>();
    private double nll;
    private double singleNll;
    private double rewardError;

    ObservedEpisode(MdnRnn model, Latents episode, int stride, Seed seed) {
        this.model = model;
        this.episode = episode;
        this.stride = stride;
        int Z = episode.latentSize();
        z = new float[(episode.length() + 1) * Z];
        var random = seed.random();
        for (int t = 0; t <= episode.length(); t++) {
            episode.sample(t, random, z, t * Z);
        }
        logits = new double[episode.length()];
    }

    /** Steps from one whose predictions are kept to the next. */
    static int stride(int steps, int latent) {
        return Math.max(1, (int) ((long) steps * latent / PREDICTIONS));
    }

    void run() {
        int Z = latent();
        int A = episode.actionSize();
        try (var stepper = model.stepper(1)) {
            stepper.begin(0);
            for (int t = 0; t < episode.length(); t++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted while M was measured");
                }
                stepper.z().write(0, z, t * Z, Z);
                stepper.actions().write(0, episode.actions(), t * A, A);
                stepper.advance(1);
                stepper.restarts().set(0, 0);
                stepper.predict();
                logits[t] = stepper.restartLogit(0);
                double missed = stepper.reward(0) - episode.rewards()[t];
                rewardError += missed * missed;
                score(stepper.prediction(0), t);
            }
        }
    }

    private void score(Prediction said, int t) {
        int Z = latent();
        var all = new double[Z];
        for (int d = 0; d < Z; d++) {
            double y = z[(t + 1) * Z + d];
            all[d] = y;
            var alone = said.latent(d);
            var moments = alone.moments();
            singleNll -= Normal.of(moments.mean()[0], Math.sqrt(moments.variance(0))).logDensity(y);
            if (t % stride == 0) {
                predictions.add(Predictive.of(alone));
                came.add(y);
            }
        }
        nll -= said.logDensity(all);
    }

    int latent() {
        return episode.latentSize();
    }

    /** [T+1, Z] */
    float[] z() {
        return z;
    }

    /** Of the episode being over after each step, [T]. */
    double[] logits() {
        return logits;
    }

    /** Nats, summed over steps and dimensions. */
    double nll() {
        return nll;
    }

    /** Likewise, of one Gaussian. */
    double singleNll() {
        return singleNll;
    }

    /** Squared, summed over steps. */
    double rewardError() {
        return rewardError;
    }

    List<Predictive> predictions() {
        return predictions;
    }

    /** What came, one for each prediction. */
    List<Double> came() {
        return came;
    }
}
