package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
 */
public record OneStep(int steps, double nll, double singleNll, double standardNll, double persistenceNll, double rewardError,
        Calibration calibration, Optional<DoneForecast> ends) {
    private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    /**
     * @param episodes
     *            at least one; latents are drawn once
     */
    public static OneStep of(MdnRnn model, List<Latents> episodes, Seed seed) {
        if (episodes.isEmpty()) {
            throw new IllegalArgumentException("episodes must be at least one to measure on, were none; set heldOut above 0");
        }
        int steps = episodes.stream().mapToInt(Latents::length).sum();
        var walks = new ArrayList<ObservedEpisode>();
        for (int i = 0; i < episodes.size(); i++) {
            walks.add(new ObservedEpisode(model, episodes.get(i), ObservedEpisode.stride(steps, model.latentSize()), seed.child("z", i)));
        }
        Engine.current().pool().run(walks.size(), i -> walks.get(i).run());
        int elements = steps * model.latentSize();
        var predictions = walks.stream().flatMap(walk -> walk.predictions().stream()).toList();
        var calibration = Calibration.of(predictions, walks.stream().flatMap(walk -> walk.came().stream()).mapToDouble(y -> y).toArray());
        return new OneStep(steps, walks.stream().mapToDouble(ObservedEpisode::nll).sum() / elements,
                walks.stream().mapToDouble(ObservedEpisode::singleNll).sum() / elements, standard(walks, elements),
                persistence(walks, steps),
                Math.sqrt(walks.stream().mapToDouble(ObservedEpisode::rewardError).sum() / steps), calibration,
                model.config().heads().restart() ? Optional.of(ends(model, episodes, walks, steps)) : Optional.empty());
    }

    private static DoneForecast ends(MdnRnn model, List<Latents> episodes, List<ObservedEpisode> walks, int steps) {
        var over = new boolean[steps];
        int at = 0;
        for (var episode : episodes) {
            at += episode.length();
            over[at - 1] = episode.terminated();
        }
        var logits = walks.stream().flatMapToDouble(walk -> Arrays.stream(walk.logits())).toArray();
        return DoneForecast.of(logits, over, model.config().restartWeight());
    }

    private static double standard(List<ObservedEpisode> walks, int elements) {
        double squares = 0;
        for (var walk : walks) {
            for (int i = walk.latent(); i < walk.z().length; i++) {
                squares += walk.z()[i] * walk.z()[i];
            }
        }
        return HALF_LOG_2_PI + squares / 2 / elements;
    }

    /** The entropy of Gaussians with the differences' variances, which is what they score on the differences themselves. */
    private static double persistence(List<ObservedEpisode> walks, int steps) {
        int Z = walks.get(0).latent();
        var squares = new double[Z];
        for (var walk : walks) {
            for (int i = Z; i < walk.z().length; i++) {
                double difference = walk.z()[i] - walk.z()[i - Z];
                squares[i % Z] += difference * difference / steps;
            }
        }
        double sum = 0;
        for (double square : squares) {
            sum += HALF_LOG_2_PI + 0.5 * Math.log(Math.max(square, Double.MIN_NORMAL)) + 0.5;
        }
        return sum / Z;
    }
}
