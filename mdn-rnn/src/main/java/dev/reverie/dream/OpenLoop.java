package dev.reverie.dream;

import dev.reverie.compute.Engine;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.LatentDynamics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far futures stray from what came, k steps ahead without seeing anything, under the actions that were in fact taken.
 *
 * <p>What came is V's mean of the frame. M has seen latents drawn from V's posteriors, as it has in training and does in the real
 * environment; it has to guess what is behind their noise. Persistence is told three times, since that matters: of the latent that M saw
 * last, noise and all; of the best average of the latents it saw, which is about the most that the same knowledge gives without a model,
 * and so the fair comparison; and of V's mean of the last frame, which is more than M is shown. On latents of which many tell little, whose
 * posteriors are wide, the last is hard to beat one step ahead, where little has moved yet.
 *
 * @param horizons
 *            in the order asked for; those that no episode is long enough for are not in it
 */
public record OpenLoop(List<Horizon> horizons) {
    /** The horizons usually looked at. */
    public static final List<Integer> HORIZONS = List.of(1, 5, 10, 25, 50, 100);

    /** Steps between two moments from which futures begin; the first is as late, but in the first half of its episode. */
    private static final int APART = 40;
    /** More moments would cost more than they tell. */
    private static final int MOMENTS = 64;
    private static final int SAMPLES = 32;
    /** Squared errors kept of every step: M's, and the two persistences'. */
    private static final int KINDS = 3;

    /**
     * One horizon.
     *
     * @param steps
     *            k
     * @param moments
     *            from which so many steps could be looked ahead
     * @param error
     *            root mean squared error of M's mean, over moments and latent elements, against the posterior's mean; estimated from
     *            samples, without bias
     * @param persistence
     *            likewise of saying that the latent M saw last stays: with the variance that it was drawn with
     * @param averagePersistence
     *            likewise of saying that an average of the latents that M saw stays, the later weighing more: for each latent element the
     *            best rate of {@link RecentAverage#RATES}, chosen on these very moments
     * @param meanPersistence
     *            likewise of saying that V's mean of the last frame stays
     */
    public record Horizon(int steps, int moments, double error, double persistence, double averagePersistence, double meanPersistence) {
    }

    public OpenLoop {
        horizons = List.copyOf(horizons);
    }

    /** One beginning of futures. */
    private record Moment(Latents episode, int seen) {
        int ahead() {
            return episode.length() + 1 - seen;
        }
    }

    /**
     * @param episodes
     *            not trained on
     * @param steps
     *            k, at least 1 each
     */
    public static OpenLoop of(LatentDynamics model, List<Latents> episodes, List<Integer> steps, Seed seed) {
        int most = steps.stream().mapToInt(k -> k).max().orElseThrow();
        var moments = moments(episodes);
        int Z = model.latentSize();
        var errors = new double[moments.size()][];
        var averages = new double[moments.size()][][];
        Engine.current().pool().run(moments.size(), i -> {
            var moment = moments.get(i);
            int ahead = Math.min(most, moment.ahead());
            var futures = Futures.of(model, moment.episode(), moment.seen(), ahead, SAMPLES, Temperature.ONE, seed.child("moment", i));
            averages[i] = RecentAverage.of(moment.episode(), moment.seen(), seed.child("average", i).random());
            errors[i] = new double[KINDS * ahead];
            for (int k = 0; k < ahead; k++) {
                for (int d = 0; d < Z; d++) {
                    double came = moment.episode().means()[(moment.seen() + k) * Z + d];
                    int last = (moment.seen() - 1) * Z + d;
                    double moved = square(moment.episode().means()[last] - came);
                    errors[i][KINDS * k] += squaredError(futures, k, d, came) / Z;
                    errors[i][KINDS * k + 1] += (moved + Math.exp(moment.episode().logVariances()[last])) / Z;
                    errors[i][KINDS * k + 2] += moved / Z;
                }
            }
        });
        var horizons = new ArrayList<Horizon>();
        for (int k : steps) {
            var reached = java.util.Arrays.stream(errors).filter(e -> e.length >= KINDS * k).toList();
            if (!reached.isEmpty()) {
                horizons.add(new Horizon(k, reached.size(), root(reached, KINDS * (k - 1)), root(reached, KINDS * (k - 1) + 1),
                        averageError(moments, averages, k), root(reached, KINDS * (k - 1) + 2)));
            }
        }
        return new OpenLoop(horizons);
    }

    private static double averageError(List<Moment> moments, double[][][] averages, int k) {
        int Z = averages[0][0].length;
        var reached = IntStream.range(0, averages.length).filter(i -> moments.get(i).ahead() >= k).toArray();
        double sum = 0;
        for (int d = 0; d < Z; d++) {
            double least = Double.POSITIVE_INFINITY;
            for (int r = 0; r < RecentAverage.RATES.length; r++) {
                double squares = 0;
                for (int i : reached) {
                    var moment = moments.get(i);
                    squares += square(averages[i][r][d] - moment.episode().means()[(moment.seen() + k - 1) * Z + d]);
                }
                least = Math.min(least, squares / reached.length);
            }
            sum += least;
        }
        return Math.sqrt(sum / Z);
    }

    /** Of the mean of endless samples: that of the mean of some is larger by their variance over their number. */
    private static double squaredError(Futures futures, int k, int d, double came) {
        double mean = futures.mean(k, d);
        double spread = 0;
        for (int s = 0; s < SAMPLES; s++) {
            spread += square(futures.at(s, k, d) - mean) / (SAMPLES - 1);
        }
        return square(mean - came) - spread / SAMPLES;
    }

    /** Of the average over moments, that chance may bring below 0. */
    private static double root(List<double[]> errors, int at) {
        return Math.sqrt(Math.max(0, errors.stream().mapToDouble(e -> e[at]).average().orElseThrow()));
    }

    private static double square(double x) {
        return x * x;
    }

    /** Spread over all episodes. */
    private static List<Moment> moments(List<Latents> episodes) {
        var all = new ArrayList<Moment>();
        for (var episode : episodes) {
            for (int seen = Math.min(APART, (episode.length() + 1) / 2); seen <= episode.length(); seen += APART) {
                all.add(new Moment(episode, seen));
            }
        }
        var some = new ArrayList<Moment>();
        int count = Math.min(MOMENTS, all.size());
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }
}
