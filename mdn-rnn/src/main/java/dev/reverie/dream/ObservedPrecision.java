package dev.reverie.dream;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Estimate;
import dev.reverie.mdn.Mixture;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.ObservedEpisode;
import dev.reverie.rnn.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far what M expects in bf16 is from what it expects in f32, both observing the same latents from the beginning of each episode.
 *
 * @param steps
 *            observed
 * @param means
 *            root mean squared difference of the components' means, in units of their scales, a component counting by its weight
 * @param logScales
 *            likewise of their log-scales
 * @param weights
 *            total variation between the weights, 0..1, mean over latent elements and steps
 * @param restartLogit
 *            root mean squared difference; 0 where M has no such head
 * @param nll
 *            of the latents that came, bf16 less f32, nats a dimension, mean over episodes
 */
public record ObservedPrecision(int steps, double means, double logScales, double weights, double restartLogit, Estimate nll) {
    private static final int MEANS = 0;
    private static final int LOG_SCALES = 1;
    private static final int WEIGHTS = 2;
    private static final int RESTART = 3;
    private static final int NLL = 4;
    private static final int SUMS = 5;

    static ObservedPrecision of(LatentDynamics model, List<Latents> episodes, Seed seed) {
        var sums = new double[episodes.size()][];
        Engine.current().pool().run(sums.length, i -> sums[i] = observe(model, episodes.get(i), seed.child("episode", i)));
        int steps = episodes.stream().mapToInt(Latents::length).sum();
        var nll = new double[sums.length];
        Arrays.setAll(nll, i -> sums[i][NLL] / episodes.get(i).length() / model.latentSize());
        ToDoubleFunction<Integer> mean = what -> Arrays.stream(sums).mapToDouble(sum -> sum[what]).sum() / steps;
        int Z = model.latentSize();
        return new ObservedPrecision(steps, Math.sqrt(mean.applyAsDouble(MEANS) / Z), Math.sqrt(mean.applyAsDouble(LOG_SCALES) / Z),
                mean.applyAsDouble(WEIGHTS) / Z, Math.sqrt(mean.applyAsDouble(RESTART)), PrecisionComparison.estimate(nll));
    }

    private static double[] observe(LatentDynamics model, Latents episode, Seed seed) {
        var sums = new double[SUMS];
        var observed = ObservedEpisode.drawn(episode, seed);
        int Z = episode.latentSize();
        try (var exact = model.open(1, Precision.F32); var rounded = model.open(1, Precision.BF16)) {
            for (int t = 0; t < episode.length(); t++) {
                observed.step(exact, t);
                observed.step(rounded, t);
                add(exact.prediction(0), rounded.prediction(0), Arrays.copyOfRange(observed.z(), (t + 1) * Z, (t + 2) * Z), sums);
            }
        }
        return sums;
    }

    private static void add(Prediction exact, Prediction rounded, float[] came, double[] sums) {
        var y = new double[came.length];
        for (int d = 0; d < y.length; d++) {
            y[d] = came[d];
            add(exact.latent(d), rounded.latent(d), sums);
        }
        if (!Double.isInfinite(exact.restartLogit())) {
            sums[RESTART] += square(rounded.restartLogit() - exact.restartLogit());
        }
        sums[NLL] += exact.logDensity(y) - rounded.logDensity(y);
    }

    private static void add(Mixture exact, Mixture rounded, double[] sums) {
        for (int k = 0; k < exact.size(); k++) {
            double weight = exact.weight(k);
            double scale = deviation(exact, k);
            sums[MEANS] += weight * square((mean(rounded, k) - mean(exact, k)) / scale);
            sums[LOG_SCALES] += weight * square(Math.log(deviation(rounded, k) / scale));
            sums[WEIGHTS] += Math.abs(rounded.weight(k) - weight) / 2;
        }
    }

    private static double mean(Mixture mixture, int k) {
        return mixture.component(k).mean(0);
    }

    private static double deviation(Mixture mixture, int k) {
        return mixture.component(k).scale(0);
    }

    private static double square(double x) {
        return x * x;
    }
}
