package dev.reverie.experiments.study;

import dev.reverie.compute.Engine;
import dev.reverie.core.Latents;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.UnivariateMixture;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.ObservedEpisode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What M said of every next state of some episodes, beside what it should have said. */
final class BallForecast {
    /** Modes lower than this share of the highest are none. */
    private static final double LOW = 0.1;

    private final List<List<Predictive>> predictions = lists();
    private final List<List<Double>> came = lists();
    private final double[] truth = new double[BallWorld.SIZE];
    private int torn;
    private int twoModes;
    private double turnError;

    private BallForecast() {
    }

    private static <T> List<List<T>> lists() {
        return IntStream.range(0, BallWorld.SIZE).mapToObj(d -> (List<T>) new ArrayList<T>()).toList();
    }

    static BallForecast of(BallWorld world, LatentDynamics model, List<Latents> episodes) {
        var parts = new BallForecast[episodes.size()];
        Engine.current().pool().run(parts.length, i -> {
            parts[i] = new BallForecast();
            parts[i].observe(world, model, episodes.get(i));
        });
        var all = new BallForecast();
        for (var part : parts) {
            all.add(part);
        }
        return all;
    }

    private void add(BallForecast part) {
        for (int d = 0; d < BallWorld.SIZE; d++) {
            predictions.get(d).addAll(part.predictions.get(d));
            came.get(d).addAll(part.came.get(d));
            truth[d] += part.truth[d];
        }
        torn += part.torn;
        twoModes += part.twoModes;
        turnError += part.turnError;
    }

    private void observe(BallWorld world, LatentDynamics model, Latents episode) {
        int Z = BallWorld.SIZE;
        var observed = ObservedEpisode.means(episode);
        try (var memory = model.open(1)) {
            for (int t = 0; t < episode.length(); t++) {
                var state = Arrays.copyOfRange(episode.means(), t * Z, (t + 1) * Z);
                var action = Arrays.copyOfRange(episode.actions(), 2 * t, 2 * t + 2);
                observed.step(memory, t);
                var said = memory.prediction(0);
                for (int d = 0; d < Z; d++) {
                    double next = episode.means()[(t + 1) * Z + d];
                    predictions.get(d).add(Predictive.of(said.latent(d)));
                    came.get(d).add(next);
                    truth[d] -= Math.log(world.density(state, action, d).applyAsDouble(next));
                }
                for (int axis = 0; axis < 2; axis++) {
                    var really = world.axis(state, action, axis);
                    if (really.isTorn()) {
                        torn(really, said.latent(axis + 2));
                    }
                }
            }
        }
    }

    private void torn(BallWorld.Axis really, Mixture velocity) {
        torn++;
        double high = velocity.modes().get(0).density();
        var signs = velocity.modes().stream().filter(mode -> mode.density() > LOW * high).map(mode -> Math.signum(mode.at()[0])).distinct();
        twoModes += signs.count() == 2 ? 1 : 0;
        UnivariateMixture line = velocity.line();
        double turned = really.drift() > 0 ? line.cumulative(0) : line.survival(0);
        turnError += Math.abs(turned - really.turn());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    Calibration calibration(int d) {
        return Calibration.of(predictions.get(d), array(came.get(d)));
    }

    /** Of all elements. */
    Calibration calibration() {
        return Calibration.of(predictions.stream().flatMap(List::stream).toList(), array(came.stream().flatMap(List::stream).toList()));
    }

    /** Nats. */
    double nll(int d) {
        double sum = 0;
        for (int i = 0; i < came.get(d).size(); i++) {
            sum -= predictions.get(d).get(i).logDensity(came.get(d).get(i));
        }
        return sum / came.get(d).size();
    }

    /** Of Gaussians with the mean and the variance of what was said: one mode where there may be two. */
    double nllGaussian(int d) {
        double sum = 0;
        for (int i = 0; i < came.get(d).size(); i++) {
            var moments = predictions.get(d).get(i).mixture().moments();
            sum -= Normal.of(moments.mean()[0], Math.sqrt(moments.variance(0))).logDensity(came.get(d).get(i));
        }
        return sum / came.get(d).size();
    }

    double nllTruth(int d) {
        return truth[d] / came.get(d).size();
    }

    /** A dimension. */
    double nll() {
        return IntStream.range(0, BallWorld.SIZE).mapToDouble(this::nll).average().orElseThrow();
    }

    double nllTruth() {
        return IntStream.range(0, BallWorld.SIZE).mapToDouble(this::nllTruth).average().orElseThrow();
    }

    double nllGaussian() {
        return IntStream.range(0, BallWorld.SIZE).mapToDouble(this::nllGaussian).average().orElseThrow();
    }

    /** Moments at which the true velocity to come has two modes. */
    int torn() {
        return torn;
    }

    /** The share of them at which M's has modes on both sides; NaN without any. */
    double twoModes() {
        return twoModes / (double) torn;
    }

    /** Mean distance, at these, of the probability of being thrown back. */
    double turnError() {
        return turnError / torn;
    }
}
