package dev.reverie.benchmarks;

import dev.reverie.compute.Precision;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.rnn.MdnRnnUpdates;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** M's training: one update with Adam on 100 windows, z drawn from its posteriors, gradients clipped by value. */
final class RnnWorks {
    private static final int EPISODES = 64;

    private RnnWorks() {
    }

    static List<Work> all() {
        return Stream.of(PaperRnn.CAR_RACING, PaperRnn.TAKE_COVER).flatMap(model -> Stream.of(train(model, 100, Precision.F32),
                train(model, 100, Precision.BF16), train(model, 500, Precision.F32))).toList();
    }

    private static Work train(PaperRnn model, int steps, Precision precision) {
        int tokens = steps * PaperRnn.BATCH;
        String name =
                String.format(Locale.ROOT, "mdn-rnn train %d T%d%s", model.hidden(), steps, precision == Precision.F32 ? "" : " bf16");
        return Work.counted(name, "tokens/s", tokens, engine -> {
            var updates = MdnRnnUpdates.of(model.config(steps).withPrecision(precision), episodes(model, steps), Seed.of(1));
            return Session.of(updates::update, updates::close);
        }).in(precision).bounded(tokens * model.trainFlops());
    }

    /** As long as a window: no step of it is padding. */
    private static List<Latents> episodes(PaperRnn model, int steps) {
        return IntStream.range(0, EPISODES).mapToObj(i -> {
            var random = new SplittableRandom(i);
            int size = (steps + 1) * model.latent();
            return new Latents(model.latent(), gaussians(random, size), constants(size, -2),
                    gaussians(random, steps * model.actions()), constants(steps, 1), true, false, 0);
        }).toList();
    }

    private static float[] gaussians(SplittableRandom random, int size) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] constants(int size, float value) {
        var values = new float[size];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
