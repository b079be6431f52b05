package dev.reverie.experiments.run;

import dev.reverie.core.Disk;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.plots.CalibrationPlot;
import dev.reverie.experiments.plots.FidelityPlot;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.LearningCurve;
import dev.reverie.experiments.plots.Reconstructions;
import dev.reverie.experiments.plots.TrainingCurve;
import dev.reverie.rnn.OneStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws what came of a run. */
final class PlotStage implements Stage {
    private static final int RECONSTRUCTIONS = 24;
    private static final int COLUMNS = 12;
    private static final List<String> ALWAYS = List.of("evolve", "futures", "rnn", "uncertainty");
    /** Where episodes were held out from M; where dreams have a score; where V can show latents, and was trained. */
    private static final List<String> SOMETIMES = List.of("calibration", "dream", "fidelity", "reconstructions", "vae");

    @Override
    public String name() {
        return "plot";
    }

    @Override
    public String about() {
        return "Draw learning curves, reconstructions, futures, uncertainty, calibration, and a dream beside the real thing.";
    }

    @Override
    public String unit() {
        return "plots";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.episodes(), folder.latents(), folder.vae(), folder.rnn(), folder.controller(), folder.scores(),
                FidelityStage.file(folder), folder.metrics());
    }

    /** Not the folder: other verbs put their pictures there too. */
    @Override
    public List<Path> writes(RunFolder folder) {
        return ALWAYS.stream().map(name -> file(folder, name)).toList();
    }

    /** All that this stage has written. */
    static List<Path> written(RunFolder folder) {
        return Stream.concat(ALWAYS.stream(), SOMETIMES.stream()).map(name -> file(folder, name)).filter(Files::exists).toList();
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "rnn", "dream", "evolve");
    }

    @Override
    public StageSummary run(StageContext context) {
        SOMETIMES.forEach(name -> Disk.delete(file(context, name)));
        try (var world = TrainedModels.load(context)) {
            var dreams = new DreamPlots(context, world);
            var plots = new ArrayList<Runnable>(List.of(() -> calibration(context, world), () -> curves(context),
                    () -> dreams.futures(file(context, "futures")), () -> dreams.uncertainty(file(context, "uncertainty"))));
            if (world.decoder().isPresent()) {
                plots.add(() -> reconstructions(context, world));
                plots.add(() -> dreams.filmStrip(file(context, "dream")));
            }
            for (int i = 0; i < plots.size(); i++) {
                plots.get(i).run();
                context.progress().update(i + 1, plots.size(), "");
            }
            return new StageSummary(world.decoder().isPresent()
                    ? "reconstructions, learning curves, futures, uncertainty, calibration, a dream beside the real thing"
                    : "learning curves, futures, uncertainty, calibration; V has no decoder to show latents with");
        }
    }

    private static Path file(StageContext context, String name) {
        return file(context.folder(), name);
    }

    private static Path file(RunFolder folder, String name) {
        return folder.plots().resolve(name + ".png");
    }

    private static void curves(StageContext context) {
        var metrics = MetricLog.read(context.folder().metrics());
        var scores = Scoreboard.load(context.folder().scores()).scores().get(Scoreboard.REAL);
        var real = Optional.of(new LearningCurve.Real(scores.mean(), scores.margin95(), scores.episodes()));
        var fidelity = DreamFidelity.load(FidelityStage.file(context.folder()));
        var along = fidelity.points().stream().filter(DreamFidelity.Point::isEvolved)
                .map(at -> new LearningCurve.Along(at.generation() - 1, at.whole().mean(), at.whole().margin())).toList();
        var evolution = LearningCurve.of(evolved(context), metrics, "evolve", real).with(along);
        var chart = PublishedCurve.of(context.config().env().name()).map(evolution::beside).orElse(evolution).chart();
        Figures.save(chart, file(context, "evolve"), 640, 360);
        if (fidelity.hasDreams()) {
            Figures.save(fidelity(fidelity, context.config().dream().maxSteps()).chart(), file(context, "fidelity"), 480, 420);
        }
        if (context.config().encode().isVae()) {
            Figures.save(TrainingCurve.vae(metrics).chart(), file(context, "vae"), 640, 480);
        }
        Figures.save(TrainingCurve.rnn(metrics).chart(), file(context, "rnn"), 640, 480);
    }

    private static FidelityPlot fidelity(DreamFidelity fidelity, int cut) {
        var players = new LinkedHashMap<String, List<FidelityPlot.Point>>();
        for (var at : fidelity.points()) {
            var name = at.isEvolved() ? "controllers of the history" : BlindPlayers.has(at.player()) ? "players that do not look"
                    : "controllers before evolution";
            players.computeIfAbsent(name, key -> new ArrayList<>()).add(
                    new FidelityPlot.Point(at.dream().mean(), at.dream().margin(), at.real().mean(), at.real().margin()));
        }
        return new FidelityPlot("How far the dream can be trusted, 95% intervals", String.format(Locale.ROOT, "at most %,d steps", cut),
                players);
    }

    private static String evolved(StageContext context) {
        return switch (context.config().evolve().where()) {
            case DREAM -> "C, evolved in the dream";
            case REAL -> "C, evolved in the environment";
            case DREAM_THEN_REAL -> "C, evolved in the dream, then in the environment";
        };
    }

    /** On the episodes that M was not trained on, if there are any. */
    private static void calibration(StageContext context, TrainedModels world) {
        var latents = LatentStore.open(context.folder().latents());
        var config = context.config();
        var heldOut = world.rnn().heldOut(latents);
        if (!heldOut.isEmpty()) {
            var calibration = OneStep.of(world.rnn(), heldOut, context.seed().child("calibration")).calibration();
            Figures.save(CalibrationPlot.of("M's next latents, on held-out episodes", calibration).picture(400, 320),
                    file(context, "calibration"));
        }
    }

    /** Frames from everywhere, most of which V has learned from. */
    private static void reconstructions(StageContext context, TrainedModels world) {
        var store = EpisodeStore.open(context.folder().episodes());
        var files = store.files();
        var random = context.seed().child("reconstructions").random();
        var real = new ArrayList<Frame>();
        for (int i = 0; i < RECONSTRUCTIONS; i++) {
            var episode = EpisodeStore.read(files.get(random.nextInt(files.size())));
            real.add((Frame) episode.observation(random.nextInt(episode.length() + 1)));
        }
        Figures.save(new Reconstructions(real, DreamPlots.seen(world, real, context.seed())).picture(COLUMNS, 2),
                file(context, "reconstructions"));
    }
}
