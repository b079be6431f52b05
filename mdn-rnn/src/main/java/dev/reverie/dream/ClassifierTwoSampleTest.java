package dev.reverie.dream;

import dev.reverie.core.Interval;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.NoiseModel;
import dev.reverie.mdn.Samples;
import dev.reverie.rnn.DoneForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether two kinds of sequences can be told apart, by a classifier that learns on windows of some of them and is asked about windows of
 * the others (Lopez-Paz and Oquab 2017).
 *
 * <p>It sees a window's first latent, its differences from frame to frame, and how large those are on average; it is a mixture density
 * network of one component, whose mean regresses which kind it is. A weak classifier tells nothing apart: what it makes of two halves of
 * one kind, and of kinds that are known to differ, says what its answer is worth. It sees eight frames of latents and no ends: a dream
 * whose deaths are far too rare looks the same to it.
 *
 * @param windows
 *            it was asked about
 * @param accuracy
 *            share of right answers; 0.5 for a guess
 * @param area
 *            under the ROC curve: how likely a window of the second kind scores above one of the first; 0.5 for a guess
 * @param interval
 *            of the area, by resamples of the sequences that the windows are of: windows of one sequence are alike
 */
public record ClassifierTwoSampleTest(int windows, double accuracy, double area, Interval interval) {
    /** Frames in a window. */
    public static final int FRAMES = 8;
    /** Windows of one kind, to learn on and to be asked about each. */
    private static final int COUNT = 3000;
    private static final int RESAMPLES = 1000;
    private static final MdnRegressorConfig CLASSIFIER = MdnRegressorConfig.of(1).withHidden(48, 24).withNoise(new NoiseModel.Fixed(1))
            .withTraining(30, 128, 2e-3, 1e-4).withHeldOut(0.2, 4);

    /**
     * Every second sequence of each kind is learned from.
     *
     * @param first
     *            [T, Z] each, at least two that are as long as a window; likewise second
     * @param latent
     *            Z
     */
    static ClassifierTwoSampleTest of(List<float[]> first, List<float[]> second, int latent, Seed seed) {
        var learned = samples(first, second, 0, latent, seed.child("learned"));
        var asked = samples(first, second, 1, latent, seed.child("asked"));
        var classifier = MdnRegressor.train(CLASSIFIER, learned.samples(), seed.child("classifier"), Progress.none());
        var said = classifier.predictAll(asked.samples().x()).stream().mapToDouble(p -> p.mixture().moments().mean()[0] - 0.5).toArray();
        var is = new boolean[said.length];
        int right = 0;
        for (int i = 0; i < said.length; i++) {
            is[i] = asked.samples().y()[i] > 0;
            right += is[i] == said[i] > 0 ? 1 : 0;
        }
        return new ClassifierTwoSampleTest(said.length, right / (double) said.length, DoneForecast.area(said, is),
                interval(said, is, asked.sequences(), seed.child("resamples")));
    }

    /** Resamples the sequences of each kind with their windows (Efron 1979). */
    private static Interval interval(double[] said, boolean[] is, int[] sequences, Seed seed) {
        int[] order = DoneForecast.ascending(said);
        var random = seed.random();
        var areas = new double[RESAMPLES];
        var times = new int[said.length];
        for (int r = 0; r < RESAMPLES; r++) {
            int[] first = drawn(sequences, 0, COUNT, random);
            int[] second = drawn(sequences, COUNT, 2 * COUNT, random);
            for (int i = 0; i < times.length; i++) {
                times[i] = (i < COUNT ? first : second)[sequences[i]];
            }
            areas[r] = DoneForecast.area(said, is, order, times);
        }
        return Interval.ofBootstrap(areas);
    }

    /** How often each of the sequences that have windows from one place to another is drawn. */
    private static int[] drawn(int[] sequences, int from, int to, RandomGenerator random) {
        int[] there = Arrays.stream(sequences, from, to).distinct().toArray();
        var times = new int[Arrays.stream(there).max().orElseThrow() + 1];
        for (int i = 0; i < there.length; i++) {
            times[there[random.nextInt(there.length)]]++;
        }
        return times;
    }

    /**
     * Windows, described.
     *
     * @param sequences
     *            the number of the sequence that each is of, among those of its kind
     */
    private record Windows(Samples samples, int[] sequences) {
    }

    private static Windows samples(List<float[]> first, List<float[]> second, int parity, int latent, Seed seed) {
        int width = latent * (FRAMES + 1);
        var x = new double[2 * COUNT * width];
        var y = new double[2 * COUNT];
        var sequences = new int[2 * COUNT];
        fill(everySecond(first, parity, latent), latent, seed.child("first"), x, sequences, 0);
        fill(everySecond(second, parity, latent), latent, seed.child("second"), x, sequences, COUNT);
        Arrays.fill(y, COUNT, 2 * COUNT, 1);
        return new Windows(new Samples(width, x, 1, y), sequences);
    }

    private static List<float[]> everySecond(List<float[]> sequences, int parity, int latent) {
        var enough = new ArrayList<>(sequences.stream().filter(z -> z.length >= FRAMES * latent).toList());
        if (enough.size() < 2) {
            throw new IllegalArgumentException(
                    "of each kind there must be at least 2 sequences of " + FRAMES + " frames or more, were " + enough.size());
        }
        return IntStream.range(0, enough.size()).filter(i -> i % 2 == parity).mapToObj(enough::get).toList();
    }

    /** Windows from anywhere, sequences by their lengths. */
    private static void fill(List<float[]> sequences, int latent, Seed seed, double[] x, int[] of, int from) {
        var random = seed.random();
        var ends = new int[sequences.size()];
        int total = 0;
        for (int i = 0; i < ends.length; i++) {
            total += sequences.get(i).length / latent - FRAMES + 1;
            ends[i] = total;
        }
        for (int n = 0; n < COUNT; n++) {
            int place = random.nextInt(total);
            int i = 0;
            while (place >= ends[i]) {
                i++;
            }
            of[from + n] = i;
            describe(sequences.get(i), place - (i == 0 ? 0 : ends[i - 1]), latent, x, (from + n) * latent * (FRAMES + 1));
        }
    }

    private static void describe(float[] z, int from, int latent, double[] x, int at) {
        for (int d = 0; d < latent; d++) {
            x[at + d] = z[from * latent + d];
            for (int t = 1; t < FRAMES; t++) {
                double difference = z[(from + t) * latent + d] - z[(from + t - 1) * latent + d];
                x[at + t * latent + d] = difference;
                x[at + FRAMES * latent + d] += Math.abs(difference) / (FRAMES - 1);
            }
        }
    }
}
