package dev.reverie.benchmarks;

import dev.reverie.compute.Precision;
import dev.reverie.core.Gaussians;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.DreamEnv;
import dev.reverie.dream.DreamOptions;
import dev.reverie.dream.Termination;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.MdnRnn;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Dreams that never end, under an action that never changes: many in lock-step, and one as an environment. */
final class DreamWorks {
    private static final int ROWS = 1024;
    private static final int STEPS = 50;
    /** Of the one row. */
    private static final int ALONE = 500;
    private static final DreamOptions OPTIONS =
            DreamOptions.of(Temperature.of(1.15)).withEnding(new Termination.Threshold(Double.POSITIVE_INFINITY));

    private DreamWorks() {
    }

    static List<Work> all() {
        return Stream.of(PaperRnn.CAR_RACING, PaperRnn.TAKE_COVER)
                .flatMap(model -> Stream.of(Precision.values())
                        .flatMap(precision -> Stream.of(batch(model, precision), one(model, precision))))
                .toList();
    }

    private static Work batch(PaperRnn model, Precision precision) {
        return Work.counted(name(model, precision, "1024 rows"), "steps/s", ROWS * STEPS, engine -> {
            var rnn = untrained(model);
            var dreams = DreamBatch.of(rnn, starts(model), OPTIONS.withPrecision(precision), engine);
            long[] keys = LongStream.range(0, ROWS).toArray();
            return Session.of(() -> dreams.run(keys, STEPS, (rows, ids, state) -> state.actions().fill(0)), () -> {
                dreams.close();
                rnn.close();
            });
        }).in(precision).bounded(ROWS * STEPS * model.flops());
    }

    private static Work one(PaperRnn model, Precision precision) {
        return Work.counted(name(model, precision, "1 row"), "steps/s", ALONE, engine -> {
            var rnn = untrained(model);
            var env = new DreamEnv(rnn, starts(model), OPTIONS.withPrecision(precision), Space.box(-1, 1, model.actions()));
            var action = new float[model.actions()];
            return Session.of(() -> {
                env.reset(1);
                for (int t = 0; t < ALONE; t++) {
                    env.step(action);
                }
            }, () -> {
                env.close();
                rnn.close();
            });
        }).in(precision);
    }

    private static String name(PaperRnn model, Precision precision, String rows) {
        return String.format(Locale.ROOT, "dream %d %s %s", model.hidden(), precision.name().toLowerCase(Locale.ROOT), rows);
    }

    private static MdnRnn untrained(PaperRnn model) {
        return MdnRnn.untrained(model.config(1), model.latent(), model.actions(), Seed.of(1));
    }

    private static Gaussians starts(PaperRnn model) {
        return new Gaussians(model.latent(), new float[model.latent()], new float[model.latent()]);
    }
}
