package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.core.Correlation;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Predictive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What M says of the next frame while it observes whole episodes, its memory carried from their beginning, beside what needs no M.
 *
 * @param steps
 *            observed
 * @param nll
 *            of the next z, nats a dimension, mean over steps; likewise the next three
 * @param singleNll
 *            of one Gaussian a dimension with the mixture's mean and variance: what more than one component is worth
 * @param standardNll
 *            of N(0, I)
 * @param persistenceNll
 *            of Gaussians about the present z, with the best variance there is for each dimension: that of these episodes
 * @param rewardError
 *            root mean squared error of the reward that M expects, in its unit; without such a head of always saying 1
 * @param calibration
 *            of some of the steps, all dimensions
 * @param ends
 *            how well the ends of the episodes were foreseen, empty where M has no head for that
 * @param doubt
 *            what the members of an ensemble do not know; empty where M is one
 */
public record OneStep(int steps, double nll, double singleNll, double standardNll, double persistenceNll, double rewardError,
        Calibration calibration, Optional<DoneForecast> ends, Optional<Doubt> doubt) {
    /** More than about so many predictions would tell no more of a calibration. */
    private static final int PREDICTIONS = 8192;
    /**
     * How the variance of what an ensemble expects is made up, means over steps and latent elements.
     *
     * @param aleatoric
     *            the mean of the members' variances: noise and different futures
     * @param epistemic
     *            variance of the members' means
     * @param correlation
     *            of a step's epistemic variance with its squared error, both means over latent elements: above 0, members disagree where
     *            they err
     */
    public record Doubt(double aleatoric, double epistemic, double correlation) {
    }

    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    /**
     * @param episodes
     *            at least one; latents are drawn once
     */
    public static OneStep of(LatentDynamics model, List<Latents> episodes, Seed seed) {
        if (episodes.isEmpty()) {
            throw new IllegalArgumentException("episodes must be at least one to measure on, were none; set heldOut above 0");
        }
        int steps = episodes.stream().mapToInt(Latents::length).sum();
        int stride = Math.max(1, (int) ((long) steps * model.latentSize() / PREDICTIONS));
        var walks = new Walk[episodes.size()];
        Engine.current().pool().run(walks.length, i -> {
            walks[i] = new Walk(ObservedEpisode.drawn(episodes.get(i), seed.child("z", i)), stride);
            walks[i].run(model);
        });
        int elements = steps * model.latentSize();
        var predictions = Arrays.stream(walks).flatMap(walk -> walk.predictions.stream()).toList();
        var calibration =
                Calibration.of(predictions, Arrays.stream(walks).flatMap(walk -> walk.came.stream()).mapToDouble(y -> y).toArray());
        return new OneStep(steps, sum(walks, walk -> walk.nll) / elements, sum(walks, walk -> walk.singleNll) / elements,
                standard(walks, elements), persistence(walks, steps), Math.sqrt(sum(walks, walk -> walk.rewardError) / steps), calibration,
                model.predictsEnds() ? Optional.of(ends(walks, steps)) : Optional.empty(),
                model.members() > 1 ? Optional.of(doubt(walks, elements)) : Optional.empty());
    }

    private static Doubt doubt(Walk[] walks, int elements) {
        var epistemic = Arrays.stream(walks).flatMapToDouble(walk -> Arrays.stream(walk.epistemic)).toArray();
        var errors = Arrays.stream(walks).flatMapToDouble(walk -> Arrays.stream(walk.errors)).toArray();
        double total = sum(walks, walk -> walk.variance) / elements;
        double known = Arrays.stream(epistemic).average().orElseThrow();
        return new Doubt(total - known, known, Correlation.linear(epistemic, errors));
    }

    private static double sum(Walk[] walks, ToDoubleFunction<Walk> part) {
        return Arrays.stream(walks).mapToDouble(part).sum();
    }

    private static DoneForecast ends(Walk[] walks, int steps) {
        var over = new boolean[steps];
        int at = 0;
        for (var walk : walks) {
            at += walk.observed.latents().length();
            over[at - 1] = walk.observed.latents().terminated();
        }
        return DoneForecast.of(Arrays.stream(walks).flatMapToDouble(walk -> Arrays.stream(walk.logits)).toArray(),
                Arrays.stream(walks).flatMapToDouble(walk -> Arrays.stream(walk.probabilities)).toArray(), over);
    }

    private static double standard(Walk[] walks, int elements) {
        double squares = 0;
        for (var walk : walks) {
            var z = walk.observed.z();
            for (int i = walk.latent(); i < z.length; i++) {
                squares += z[i] * z[i];
            }
        }
        return HALF_LOG_2_PI + squares / 2 / elements;
    }

    /** The entropy of Gaussians with the differences' variances, which is what they score on the differences themselves. */
    private static double persistence(Walk[] walks, int steps) {
        int Z = walks[0].latent();
        var squares = new double[Z];
        for (var walk : walks) {
            var z = walk.observed.z();
            for (int i = Z; i < z.length; i++) {
                double difference = z[i] - z[i - Z];
                squares[i % Z] += difference * difference / steps;
            }
        }
        double sum = 0;
        for (double square : squares) {
            sum += HALF_LOG_2_PI + 0.5 * Math.log(Math.max(square, Double.MIN_NORMAL)) + 0.5;
        }
        return sum / Z;
    }

    /** One episode observed, and how likely M found what came. */
    private static final class Walk {
        private final ObservedEpisode observed;
        private final int stride;
        private final double[] logits;
        private final double[] probabilities;
        private final List<Predictive> predictions = new ArrayList<>();
        /** What came, one for each prediction. */
        private final List<Double> came = new ArrayList<>();
        /** Nats, summed over steps and dimensions. */
        private double nll;
        private double singleNll;
        /** Squared, summed over steps. */
        private double rewardError;
        /** Summed over steps and elements. */
        private double variance;
        /** Of every step, mean over elements. */
        private final double[] epistemic;
        private final double[] errors;

        /**
         * @param stride
         *            steps from one whose predictions are kept to the next
         */
        Walk(ObservedEpisode observed, int stride) {
            this.observed = observed;
            this.stride = stride;
            logits = new double[observed.latents().length()];
            probabilities = new double[logits.length];
            epistemic = new double[logits.length];
            errors = new double[logits.length];
        }

        int latent() {
            return observed.latents().latentSize();
        }

        void run(LatentDynamics model) {
            try (var state = model.open(1)) {
                for (int t = 0; t < logits.length; t++) {
                    observed.step(state, t);
                    logits[t] = state.restartLogit(0);
                    probabilities[t] = state.endProbability(0);
                    double missed = state.reward(0) - observed.latents().rewards()[t];
                    rewardError += missed * missed;
                    score(state.prediction(0), t);
                }
            }
        }

        private void score(Prediction said, int t) {
            var all = new double[latent()];
            for (int d = 0; d < all.length; d++) {
                double y = observed.z()[(t + 1) * all.length + d];
                all[d] = y;
                var alone = said.latent(d);
                var moments = alone.moments();
                variance += moments.variance(0);
                epistemic[t] += said.epistemic(d) / all.length;
                errors[t] += (y - moments.mean()[0]) * (y - moments.mean()[0]) / all.length;
                singleNll -= Normal.of(moments.mean()[0], Math.sqrt(moments.variance(0))).logDensity(y);
                if (t % stride == 0) {
                    predictions.add(Predictive.of(alone));
                    came.add(y);
                }
            }
            nll -= said.logDensity(all);
        }
    }
}
