package dev.reverie.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.evolve.EnvEvolution;
import dev.reverie.experiments.evolve.EvolveSettings;
import dev.reverie.experiments.play.Film;
import dev.reverie.experiments.play.Portrait;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.FilmStrip;
import dev.reverie.experiments.plots.LearningCurve;
import dev.reverie.experiments.plots.TrainingCurve;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.progress.Display;
import dev.reverie.experiments.run.Pipeline;
import dev.reverie.experiments.run.PipelineListener;
import dev.reverie.experiments.run.StageStatus;
import dev.reverie.experiments.run.Stages;
import dev.reverie.experiments.study.Studies;
import dev.reverie.experiments.study.StudyContext;
import dev.reverie.experiments.study.StudyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tours in the packages' descriptions compile, run, and are these. */
class ToursTest {
    @TempDir
    Path root;

    @Test
    void theTourOfTheConfigurationRuns() {
        var folder = new RunFolder(root);
        var config = ExperimentConfig.preset("takecover").with("seed=2", "rnn.hidden=128");
        config.save(folder.config());
        var again = ExperimentConfig.load(folder.config());
        boolean same = again.equals(config);
        List<String> changes = ExperimentConfig.preset("takecover").changes(again); // rnn.hidden 256 → 128, seed 1 → 2
        String dependsOn = config.section("vae");
        assertTrue(same);
        assertEquals(List.of("rnn.hidden 256 → 128", "seed 1 → 2"), changes);
        assertTrue(dependsOn.contains("latent: 32"), dependsOn);
    }

    @Test
    void theTourOfThePipelineRuns() {
        var results = new ArrayList<String>();
        var config = ExperimentConfig.preset("tiny");
        try (var run = Run.open(root)) {
            config.save(run.folder().config());
            var here = Manifest.Provenance.here("", Map.of());
            var pipeline = new Pipeline(Stages.all(), run, config, here, PipelineListener.none());
            for (StageStatus outcome : pipeline.run(Stages.until(Stages.all(), "collect"))) {
                results.add(outcome.stage() + ": " + outcome.summary());
            }
        }
        assertTrue(results.get(0).startsWith("collect: 8 episodes"), results.toString());
    }

    @Test
    void theTourOfTheProgressRuns() {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        try (var display = Display.of(out, "vae", "frames")) {
            for (int update = 1; update <= 2700; update++) {
                display.update(100 * update, 270_000, "recon 12.3");
            }
        }
        out.println("vae  done in " + Clock.text(Duration.ofSeconds(130))); // 2:10
        assertTrue(text.toString().endsWith("vae  done in 2:10" + System.lineSeparator()), text.toString());
    }

    @Test
    void theTourOfThePlotsRuns() {
        var folder = new RunFolder(root);
        try (var log = MetricLog.open(folder.metrics())) {
            for (int i = 0; i < 3; i++) {
                log.write("evolve", i, Map.of("best", 3.0 + i, "mean", 2.0 + i, "worst", 1.0 + i));
                log.write("rnn", i, Map.of("nll", 1.4 - i));
            }
        }
        var scores = new Scores(new double[]{1, 2}, new int[]{1, 2}, new long[]{1, 2});
        var frames = List.of(new Frame(8, 8, 3, new byte[192]), new Frame(8, 8, 3, new byte[192]));
        var metrics = MetricLog.read(folder.metrics());
        var real = Optional.of(new LearningCurve.Real(scores.mean(), scores.margin95(), scores.episodes()));
        Figures.save(LearningCurve.of("C in the dream", metrics, "evolve", real).chart(), folder.plots().resolve("evolve.png"), 560, 320);
        Figures.save(TrainingCurve.rnn(metrics).chart(), folder.plots().resolve("rnn.png"), 560, 400);
        var strip = new FilmStrip(List.of(0, 10), List.of(new FilmStrip.Row("real", frames)));
        Figures.save(strip.picture(2), folder.plots().resolve("strip.png"));
        assertTrue(Files.exists(folder.plots().resolve("strip.png")));
    }

    @Test
    void theTourOfTheStudiesRuns() {
        var folder = root;
        var study = Studies.named("two-gaussians");
        var small = new StudyContext(folder, Seed.of(1), 0.02, Progress.none()); // plots go to the folder
        StudyResult found = study.run(small);
        Number nll = found.figures().get("nll");
        found.save(folder, study.name(), "reverie study two-gaussians");         // results.json and table.md
        assertTrue(Double.isFinite(nll.doubleValue()));
        assertTrue(Files.exists(folder.resolve("results.json")));
    }

    @Test
    void theTourOfPlayingRuns() {
        var folder = root;
        try (var env = Envs.make("CartPole")) {
            var episode = Rollout.collect(env, Policy.random(env.actionSpace()), 1, Seed.of(1)).get(0);
            Film.of(episode, Portrait.of(env)).save(folder.resolve("cart-pole.gif"), 1, 20);
        }
        assertTrue(Files.exists(folder.resolve("cart-pole.gif")));
    }

    @Test
    void theTourOfEvolutionRuns() {
        var folder = root;
        var settings = EvolveSettings.of("CartPole").withStrategy("snes").withTarget(475);
        var result = new EnvEvolution(settings, folder, Progress.none()).run();
        System.out.println(result.generations() + " generations, " + result.test());
        assertTrue(result.test().mean() > 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evolve", "study", "config", "run", "progress", "plots", "play"})
    void theToursAreThoseInThePackages(String name) throws IOException {
        var tour = Files.readString(Path.of("src/main/java/dev/reverie/experiments", name, "package-info.java"));
        var code = tour.substring(tour.indexOf("{@code\n") + 7, tour.indexOf(" * }</pre>")).lines().map(line -> line.substring(2).strip())
                .toList();
        var lines =
                Files.readAllLines(Path.of("src/test/java/dev/reverie/experiments/ToursTest.java")).stream().map(String::strip).toList();
        for (var line : code) {
            assertTrue(lines.contains(line), line);
        }
    }
}
