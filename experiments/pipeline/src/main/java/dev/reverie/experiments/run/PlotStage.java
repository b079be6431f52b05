package dev.reverie.experiments.run;

import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.dream.Dream;
import dev.reverie.dream.Futures;
import dev.reverie.dream.Pilot;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.FilmStrip;
import dev.reverie.experiments.plots.FutureFan;
import dev.reverie.experiments.plots.LearningCurve;
import dev.reverie.experiments.plots.Reconstructions;
import dev.reverie.experiments.plots.TrainingCurve;
import dev.reverie.experiments.plots.UncertaintyBands;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Expectations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws what came of a run. */
final class PlotStage implements Stage {
    private static final int RECONSTRUCTIONS = 24;
    private static final int COLUMNS = 12;
    /** Steps between two frames of a film strip. */
    private static final int STRIDE = 6;
    private static final int FUTURES = 500;
    private static final int FUTURE_STEPS = 40;
    private static final int SEEN = 60;
    private static final int PANELS = 4;
    /** Steps of which the expectations are drawn. */
    private static final int EXPECTED = 200;
    private static final int DREAMS = 64;

    @Override
    public String name() {
        return "plot";
    }

    @Override
    public String about() {
        return "Draw learning curves, reconstructions, futures, uncertainty, and a dream beside the real thing.";
    }

    @Override
    public String unit() {
        return "plots";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.episodes(), folder.latents(), folder.vae(), folder.rnn(), folder.controller(), folder.scores(),
                folder.metrics());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.plots());
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "dream", "evolve");
    }

    @Override
    public Report run(Context context) {
        try (var world = World.load(context)) {
            var plots = List.<Runnable>of(() -> curves(context), () -> reconstructions(context, world), () -> futures(context, world),
                    () -> uncertainty(context, world), () -> filmStrip(context, world));
            for (int i = 0; i < plots.size(); i++) {
                plots.get(i).run();
                context.progress().update(i + 1, plots.size(), "");
            }
            return new Report("reconstructions, learning curves, futures, uncertainty, a dream beside the real thing");
        }
    }

    private static Path file(Context context, String name) {
        return context.folder().plots().resolve(name + ".png");
    }

    private static void curves(Context context) {
        var metrics = MetricLog.read(context.folder().metrics());
        var scores = Scoreboard.load(context.folder().scores()).scores().get(Scoreboard.REAL);
        var real = Optional.of(new LearningCurve.Real(scores.mean(), scores.margin95(), scores.episodes()));
        Figures.save(LearningCurve.of("C, evolved in the dream", metrics, "evolve", real).chart(), file(context, "evolve"), 640, 360);
        Figures.save(TrainingCurve.vae(metrics).chart(), file(context, "vae"), 640, 480);
        Figures.save(TrainingCurve.rnn(metrics).chart(), file(context, "rnn"), 640, 480);
    }

    /** Frames from everywhere, most of which V has learned from. */
    private static void reconstructions(Context context, World world) {
        var store = EpisodeStore.open(context.folder().episodes());
        var files = store.files();
        var random = context.seed().child("reconstructions").random();
        var real = new ArrayList<Frame>();
        for (int i = 0; i < RECONSTRUCTIONS; i++) {
            var episode = EpisodeStore.read(files.get(random.nextInt(files.size())));
            real.add((Frame) episode.observation(random.nextInt(episode.length() + 1)));
        }
        Figures.save(new Reconstructions(real, seen(world, real, context.seed())).picture(COLUMNS, 2), file(context, "reconstructions"));
    }

    /** What V makes of frames: a latent drawn from each posterior, and shown. */
    private static List<Frame> seen(World world, List<Frame> frames, Seed seed) {
        var random = seed.child("latents").random();
        return frames.stream().map(frame -> (Frame) world.vae().decode(world.vae().encode(frame, random))).toList();
    }

    private static Latents longest(Context context) {
        return LatentStore.open(context.folder().latents()).stream().max(Comparator.comparingInt(Latents::length)).orElseThrow();
    }

    /** What M expected of every next frame of an episode. */
    private static void uncertainty(Context context, World world) {
        var latents = longest(context);
        var expected = Expectations.of(world.rnn(), latents, context.seed().child("uncertainty"));
        int size = latents.latentSize();
        int steps = Math.min(EXPECTED, latents.length());
        var observed = Arrays.copyOf(latents.means(), (steps + 1) * size);
        Figures.save(UncertaintyBands.of("What M expected of the next frame, and what came", size, observed,
                Arrays.copyOf(expected.means(), steps * size), Arrays.copyOf(expected.within(), steps * size),
                Arrays.copyOf(expected.between(), steps * size), liveliest(observed, size)).chart(), file(context, "uncertainty"), 720,
                720);
    }

    /** An episode's latents that vary most, and what M expects of them. */
    private static void futures(Context context, World world) {
        var latents = longest(context);
        int seen = Math.min(SEEN, latents.length() / 2 + 1);
        int steps = Math.min(FUTURE_STEPS, latents.length() + 1 - seen);
        var futures = Futures.of(world.rnn(), latents, seen, steps, FUTURES, Temperature.of(1), context.seed().child("futures"));
        int size = latents.latentSize();
        var observed = Arrays.copyOf(latents.means(), (seen + steps) * size);
        Figures.save(FutureFan.of("What M expects, and what came", observed, seen, futures.z(), futures.samples(), size,
                liveliest(observed, size)).chart(), file(context, "futures"), 720, 720);
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
    private static Dream ending(DreamEvaluator dreams, Pilot pilot, Seed seed) {
        Dream dream = null;
        for (int i = 0; i < DREAMS && (dream == null || !dream.over()); i++) {
            dream = dreams.dreams().record(seed.child("dream", i).bits(), dreams.maxSteps(), pilot);
        }
        return dream;
    }

    /** The end of an episode that the agent played, what V saw of it, and the end of one of its dreams. */
    private static void filmStrip(Context context, World world) {
        Episode episode;
        try (var env = context.envs().get()) {
            episode = Rollout.collect(env, world.agent(), 1, context.seed().child("real")).get(0);
        }
        var controller = world.controller();
        var dreams = new DreamEvaluator(world.dreams(), controller, 1, context.config().dream().maxSteps());
        var dream = ending(dreams, dreams.pilot(1, controller.parameters()), context.seed());
        int columns = Math.min(COLUMNS, Math.min(episode.length(), dream.length()) / STRIDE + 1);
        var steps = IntStream.range(0, columns).map(i -> (i - columns + 1) * STRIDE).boxed().toList();
        var real = steps.stream().map(step -> (Frame) episode.observation(episode.length() + step)).toList();
        var dreamt = steps.stream().map(step -> (Frame) world.vae().decode(dream.z(dream.length() + step))).toList();
        var strip = new FilmStrip(steps, List.of(new FilmStrip.Row("real", real),
                new FilmStrip.Row("as V sees it", seen(world, real, context.seed().child("strip"))), new FilmStrip.Row("dream", dreamt)));
        Figures.save(strip.picture(2), file(context, "dream"));
    }
}
