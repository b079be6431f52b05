package dev.reverie.experiments.study;

import dev.reverie.core.Latents;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Training;
import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.Panels;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.rnn.MdnRnnConfig.Heads;
import dev.reverie.rnn.MdnRnnConfig.Sequences;
import dev.reverie.rnn.MdnRnnConfig.Windows;
import dev.reverie.rnn.Prediction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * M on a world whose next state has a known density: {@link BallWorld}. What M says of held-out episodes beside the truth, element by
 * element; whether it sees that a ball near a wall may or may not be thrown back; whether its intervals hold what they should.
 */
final class BouncingBallStudy {
    static final Study STUDY = new Study("bouncing-ball",
            "M on a kicked ball whose next state has a known density: NLL beside the truth's, two futures at a wall, coverage", "updates",
            BouncingBallStudy::run);
    private static final BallWorld WORLD = new BallWorld(0.03);
    private static final double[] LEVELS = {0.5, 0.8, 0.95};
    private static final int UPDATES = 24_000;
    /** Of Adam's rate at the end: a mean must be known to a fraction of the kick, so the last steps must be small. */
    private static final double LEFT = 1e-3;
    /** Steps that the ball of the plot has flown before. */
    private static final int FLOWN = 5;
    /** As fast as it is there, to the right. */
    private static final double SPEED = 0.15;

    private static MdnRnnConfig config(int updates) {
        return new MdnRnnConfig(64, 5, 1, new Windows(20, 50, 0, Sequences.CARRIED), updates,
                new LearningRate(6e-3, 0, Math.pow(LEFT, 1.0 / updates)), 1, 1, 0, 0).withHeads(Heads.NONE);
    }

    private static MdnRnn train(StudyContext context, MdnRnnConfig config, List<Latents> episodes) {
        var training = new Training(Optional.empty(), Integer.MAX_VALUE, Optional.empty(), context.progress());
        return MdnRnn.train(config, episodes, context.seed().child("rnn"), training);
    }

    private static StudyResult run(StudyContext context) {
        var training = WORLD.episodes(context.rows(2_000), context.seed().child("train"));
        var test = WORLD.episodes(Math.max(5, (int) (50 * context.scale())), context.seed().child("test"));
        var config = config(Math.max(20, (int) (UPDATES * context.scale())));
        try (var model = train(context, config, training)) {
            var said = BallForecast.of(WORLD, model, test);
            var figures = new LinkedHashMap<String, Number>();
            figures.put("nll", said.nll());
            figures.put("nll_truth", said.nllTruth());
            figures.put("nll_above_truth", said.nll() - said.nllTruth());
            figures.put("nll_one_gaussian", said.nllGaussian());
            var all = said.calibration();
            for (double level : LEVELS) {
                figures.put("coverage_" + Math.round(100 * level), all.centralCoverage(level));
            }
            figures.put("torn_moments", said.torn());
            figures.put("two_modes", said.twoModes());
            figures.put("turn_probability_error", said.turnError());
            var table = Table.of("next", "NLL, nats", "truth", "above the truth", "one Gaussian", "central 50%", "80%", "95%");
            for (int d = 0; d < BallWorld.SIZE; d++) {
                var calibration = said.calibration(d);
                table = table.with(BallWorld.NAMES.get(d), said.nll(d), said.nllTruth(d), said.nll(d) - said.nllTruth(d),
                        said.nllGaussian(d),
                        calibration.centralCoverage(LEVELS[0]), calibration.centralCoverage(LEVELS[1]),
                        calibration.centralCoverage(LEVELS[2]));
            }
            draw(context, model);
            return StudyResult.of(figures, table);
        }
    }

    /** The density of the velocity to come, over places near the right wall. */
    private static void draw(StudyContext context, LatentDynamics model) {
        var range = new DensityMap.Range(0.4, 0.85);
        var velocities = new DensityMap.Range(-0.28, 0.28);
        double unit = WORLD.unit(2);
        var at = DensityMap.columns(range);
        var lines = Arrays.stream(at).mapToObj(x -> flown(model, x).latent(2).line()).toList();
        double width = at[1] - at[0];
        DoubleBinaryOperator learned = (x, v) -> lines.get((int) Math.round((x - at[0]) / width)).density(v / unit) / unit;
        DoubleBinaryOperator truth = (x, v) -> WORLD.axis(state(x), new float[2], 0).velocityDensity(v);
        var panels = List.of(map("What M expects", range, velocities, learned).chart(), map("The truth", range, velocities, truth).chart());
        Figures.save(new Panels(2, panels).picture(400, 320), context.folder().resolve("velocity.png"));
    }

    private static DensityMap map(String title, DensityMap.Range x, DensityMap.Range v, DoubleBinaryOperator density) {
        return DensityMap.of(new DensityMap.Labels(title, "x now, at speed " + SPEED + "; the wall is at 0.85", "next vx", "p"), x, v,
                density);
    }

    private static float[] state(double x) {
        return new float[]{(float) (x / WORLD.unit(0)), 0, (float) (SPEED / WORLD.unit(2)), 0};
    }

    /** What M expects of a ball that has come to x from the left without kicks and pushes. */
    private static Prediction flown(LatentDynamics model, double x) {
        double[] places = new double[FLOWN];
        double[] speeds = new double[FLOWN];
        places[FLOWN - 1] = x;
        speeds[FLOWN - 1] = SPEED;
        for (int t = FLOWN - 2; t >= 0; t--) {
            places[t] = places[t + 1] - speeds[t + 1];
            speeds[t] = speeds[t + 1] / 0.98;
        }
        try (var memory = model.open(1)) {
            memory.begin(0);
            for (int t = 0; t < FLOWN; t++) {
                var z = state(places[t]);
                z[2] = (float) (speeds[t] / WORLD.unit(2));
                memory.z().put(0, z);
                memory.advance(1);
            }
            memory.predict(1);
            return memory.prediction(0);
        }
    }
}
