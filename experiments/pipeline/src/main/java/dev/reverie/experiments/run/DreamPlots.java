package dev.reverie.experiments.run;

import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Episode;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.dream.Dream;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.Futures;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.FilmStrip;
import dev.reverie.experiments.plots.FutureFan;
import dev.reverie.experiments.plots.UncertaintyBands;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Expectations;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures of what M expects and dreams in a run. */
public final class DreamPlots implements AutoCloseable {
    /** Steps between two frames of a film strip. */
    private static final int STRIDE = 6;
    private static final int FUTURES = 500;
    private static final int FUTURE_STEPS = 40;
    private static final int SEEN = 60;
    private static final int PANELS = 4;
    /** Steps of which the expectations are drawn. */
    private static final int EXPECTED = 200;
    private static final int DREAMS = 64;
    private static final int COLUMNS = 12;

    private final StageContext context;
    private final TrainedModels world;

    DreamPlots(StageContext context, TrainedModels world) {
        this.context = context;
        this.world = world;
    }

    /**
     * Of a run with V, M and latents; a film strip needs its C, too.
     *
     * @param seed
     *            of what is drawn and dreamt
     * @throws dev.reverie.core.FileException
     *             if one of them is missing or damaged
     */
    public static DreamPlots open(RunFolder folder, long seed) {
        var context = StageContext.reading(folder, Seed.of(seed).child("plot"));
        return new DreamPlots(context, TrainedModels.load(context));
    }

    private Latents longest() {
        return LatentStore.open(context.folder().latents()).stream().max(Comparator.comparingInt(Latents::length)).orElseThrow();
    }

    /** What M expected of every next frame of an episode. */
    public void uncertainty(Path file) {
        var latents = longest();
        var expected = Expectations.of(world.rnn(), latents, context.seed().child("uncertainty"));
        int size = latents.latentSize();
        int steps = Math.min(EXPECTED, latents.length());
        var observed = Arrays.copyOf(latents.means(), (steps + 1) * size);
        Figures.save(UncertaintyBands.of("What M expected of the next frame, and what came", size, observed,
                Arrays.copyOf(expected.means(), steps * size), Arrays.copyOf(expected.within(), steps * size),
                Arrays.copyOf(expected.between(), steps * size), Arrays.copyOf(expected.epistemic(), steps * size),
                liveliest(observed, size)).chart(), file, 720,
                720);
    }

    /** An episode's latents that vary most, and what M expects of them. */
    public void futures(Path file) {
        var latents = longest();
        int seen = Math.min(SEEN, latents.length() / 2 + 1);
        int steps = Math.min(FUTURE_STEPS, latents.length() + 1 - seen);
        var futures = Futures.of(world.rnn(), latents, seen, steps, FUTURES, Temperature.of(1), context.seed().child("futures"));
        int size = latents.latentSize();
        var observed = Arrays.copyOf(latents.means(), (seen + steps) * size);
        Figures.save(FutureFan.of("What M expects, and what came", observed, seen, futures.z(), futures.members(), size,
                liveliest(observed, size)).chart(), file, 720, 720);
    }

    private static int[] liveliest(float[] z, int size) {
        var spread = new double[size];
        for (int d = 0; d < size; d++) {
            int column = d;
            var statistics = IntStream.range(0, z.length / size).mapToDouble(t -> z[t * size + column]).summaryStatistics();
            spread[d] = statistics.getMax() - statistics.getMin();
        }
        return IntStream.range(0, size).boxed().sorted(Comparator.comparingDouble(d -> -spread[d])).limit(PANELS).mapToInt(d -> d)
                .toArray();
    }

    /** The first of some dreams that ends by itself, or else the last of them. */
    private static Dream ending(DreamBatch dreams, DreamPolicy policy, int maxSteps, Seed seed) {
        Dream dream = null;
        for (int i = 0; i < DREAMS && (dream == null || !dream.over()); i++) {
            dream = dreams.record(seed.child("dream", i).bits(), maxSteps, policy);
        }
        return dream;
    }

    /** The end of an episode that the agent played, what V saw of it, and the end of one of its dreams. */
    public void filmStrip(Path file) {
        Episode episode;
        try (var env = context.envs().get()) {
            episode = Rollout.collect(env, world.agent(), 1, context.seed().child("real")).get(0);
        }
        var dream = ending(world.dreams(), ControllerBatch.of(world.controller(), world.controller().parameters()).policy(),
                context.config().dream().maxSteps(), context.seed());
        int columns = Math.min(COLUMNS, Math.min(episode.length(), dream.length()) / STRIDE + 1);
        var steps = IntStream.range(0, columns).map(i -> (i - columns + 1) * STRIDE).boxed().toList();
        var real = steps.stream().map(step -> (Frame) episode.observation(episode.length() + step)).toList();
        var dreamt = steps.stream().map(step -> (Frame) world.shown(dream.z(dream.length() + step))).toList();
        var strip = new FilmStrip(steps, List.of(new FilmStrip.Row("real", real),
                new FilmStrip.Row("as V sees it", seen(world, real, context.seed().child("strip"))), new FilmStrip.Row("dream", dreamt)));
        Figures.save(strip.picture(2), file);
    }

    /** What V makes of frames: a latent drawn from each posterior, and shown. */
    static List<Frame> seen(TrainedModels world, List<Frame> frames, Seed seed) {
        var random = seed.child("latents").random();
        return frames.stream().map(frame -> (Frame) world.shown(world.encoder().encode(frame, random))).toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
