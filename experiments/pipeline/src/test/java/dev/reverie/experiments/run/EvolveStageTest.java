package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Pepg;
import dev.reverie.controller.es.SimpleGa;
import dev.reverie.controller.es.Strategies;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.LatentStore;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Npy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import dev.reverie.core.WorldModel;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolveStageTest {
    private static final Seed SEED = Seed.of(5);

    private final ExperimentConfig config = ExperimentConfig.preset("tiny").with("vae.width=2", "vae.latent=4", "vae.frames=100",
            "vae.heldOut=0", "env.options.limit=40", "evolve.generations=3", "evolve.where=dream-then-real", "evolve.realGenerations=3",
            "evolve.cap=1.5");

    @TempDir
    Path root;

    private RunFolder world(String name) {
        var folder = new RunFolder(root.resolve(name));
        var episodes = EpisodeStore.create(folder.episodes(), Envs.dataset("TakeCover", config.env().options(), ""));
        try (var one = Envs.make("TakeCover")) {
            Rollout.on(() -> Envs.make("TakeCover", config.env().options())).collect(config.collect().policy().on(one.actionSpace()), 2,
                    SEED.child("collect"), episodes::write);
        }
        try (var vae = Vae.train(config.vae(), episodes, SEED.child("vae"), Training.quiet());
                var rnn = MdnRnn.untrained(config.rnn(), 4, 1, SEED.child("rnn"))) {
            vae.save(folder.vae());
            rnn.save(folder.rnn());
            vae.encode(episodes, LatentStore.create(folder.latents()), Progress.none());
        }
        return folder;
    }

    private StageSummary run(RunFolder folder, Progress progress) {
        return new EvolveStage()
                .run(new StageContext(config, folder, SEED.child("evolve"), folder.root().resolve("checkpoint"), false, "", progress));
    }

    /** Interrupts once, after so many generations. */
    private static Progress interruptAfter(int generations) {
        boolean[] done = new boolean[1];
        return (step, total, message) -> {
            if (step == generations && message.contains("mean") && !done[0]) {
                done[0] = true;
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void anInterruptedEvolutionSavesWhereItStandsAndEndsWithTheSameBits() throws IOException {
        var whole = world("whole");
        run(whole, Progress.none());
        var stopped = world("stopped");
        for (int generations : new int[]{2, 4}) {
            assertThrows(CancellationException.class, () -> run(stopped, interruptAfter(generations)));
            Thread.interrupted();
            assertTrue(Files.exists(stopped.root().resolve("checkpoint")), "saved after " + generations + " generations");
        }
        run(stopped, Progress.none());
        assertEquals(-1, Files.mismatch(whole.controller(), stopped.controller()));
        assertEquals(-1, Files.mismatch(whole.strategy(), stopped.strategy()));
        assertEquals(-1, Files.mismatch(whole.metrics(), stopped.metrics()));

        var generations = MetricLog.read(whole.metrics()).stream().filter(entry -> entry.values().containsKey("mean")).toList();
        assertEquals(Map.of(false, 3L, true, 3L), generations.stream().collect(java.util.stream.Collectors
                .partitioningBy(entry -> entry.values().get("real") == 1, java.util.stream.Collectors.counting())));
    }

    private StageSummary run(ExperimentConfig config, RunFolder folder, Progress progress) {
        var checkpoint = folder.root().resolve("checkpoint");
        folder.metrics().toFile().delete();
        checkpoint.toFile().delete();
        return new EvolveStage().run(new StageContext(config, folder, SEED.child("evolve"), checkpoint, false, "", progress));
    }

    @Test
    void everyStrategyAndBothControllersEvolveInARun() throws IOException {
        var folder = world("world");
        var dreams = config.with("evolve.where=dream", "evolve.realGenerations=0", "evolve.generations=2", "evolve.repeats=1",
                "evolve.stepSize=0.5",
                "dream.maxSteps=8");
        for (var strategy : Strategies.names()) {
            for (var layers : new String[]{"none", "5"}) {
                var kind = layers.equals("none") ? "linear" : "mlp";
                var own = dreams.with("evolve={strategy: " + strategy + ", controller: " + kind + ", layers: " + layers + "}");
                assertEquals(own, ExperimentConfig.load(saved(own)));
                var report = run(own, folder, Progress.none());
                int parameters = Npy.load(folder.controller()).size();
                assertEquals(own.evolve().blank(rnn(folder), Space.box(-1, 1, 1)).parameterCount(), parameters);
                assertTrue(report.summary().startsWith(String.format(Locale.ROOT, "%,d parameters, 2 generations", parameters)),
                        report.summary());
                assertEquals(strategy.equals("sep-cma-es") ? "cma-es" : strategy,
                        EvolutionStrategy.load(folder.strategy()).state().strategy());
            }
        }
    }

    @Test
    void aRaceInTheDreamIsAFunctionOfTheSeedAlone() throws IOException {
        var raced = config.with("evolve.where=dream", "evolve.realGenerations=0", "evolve.generations=4", "evolve.repeats=8",
                "evolve.stepSize=0.5",
                "evolve.racing=halving", "dream.maxSteps=60", "dream.ending=bernoulli");
        var one = world("one");
        var other = world("other");
        run(raced, one, Progress.none());
        run(raced, other, Progress.none());
        assertEquals(-1, Files.mismatch(one.strategy(), other.strategy()));
        assertEquals(-1, Files.mismatch(one.metrics(), other.metrics()));
        run(raced.with("evolve.racing=none"), other, Progress.none());
        assertTrue(Files.mismatch(one.metrics(), other.metrics()) >= 0);
    }

    private Path saved(ExperimentConfig config) {
        config.save(root.resolve("saved.yaml"));
        return root.resolve("saved.yaml");
    }

    private static WorldModel rnn(RunFolder folder) {
        try (var rnn = MdnRnn.load(folder.rnn())) {
            return rnn;
        }
    }

    @Test
    void aStrategysOwnOptionsReachIt() {
        var pepg = config.with("evolve.strategy=pepg", "evolve.strategyOptions.rate=0.25", "evolve.strategyOptions.decay=1").evolve();
        var options = ((Pepg) pepg.strategy(3, SEED)).options();
        assertEquals(0.25, options.rate().start());
        assertEquals(1, options.stepSize().factor());
        var ga = config.with("evolve.strategy=simple-ga", "evolve.strategyOptions.parents=3", "evolve.strategyOptions.forget=false")
                .evolve();
        assertEquals(3, ((SimpleGa) ga.strategy(3, SEED)).options().parents());
        assertTrue(((CmaEs) config.with("evolve.strategyOptions.active=true").evolve().strategy(3, SEED)).options().active());
    }

    /** Dreams of one step are all worth 1. */
    @Test
    void aFlatEvolutionIsToldAndStopsWhereItIsToldTo() {
        var folder = world("flat");
        var flat = config.with("evolve.where=dream", "evolve.realGenerations=0", "evolve.generations=9", "dream.maxSteps=1",
                "evolve.weightDecay=-0.01");
        var told = new ArrayList<String>();
        var report = run(flat, folder, (done, total, message) -> told.add(message));
        var words = "all candidates were worth the same in the last 9 generations, so nothing was learned";
        assertTrue(told.get(told.size() - 1).endsWith(words), told.toString());
        assertTrue(report.summary().endsWith(words), report.summary());
        assertTrue(run(flat.with("evolve.weightDecay=0", "evolve.stagnation=4"), folder, Progress.none()).summary()
                .contains("parameters, 5 generations"));
    }

    @Test
    void laterStagesDoNotSeeWhatAConfigurationDidNotHaveBefore() {
        for (var stage : List.of(new EvaluateStage(), new FidelityStage(), new PlotStage())) {
            var text = stage.config(ExperimentConfig.preset("tiny"));
            assertTrue(text.contains("stagnation: 0") && !text.contains("racing") && !text.contains("controllerOptions"), text);
            assertTrue(stage.config(ExperimentConfig.preset("tiny").with("evolve.racing=halving")).contains("racing: halving"));
        }
    }

    @Test
    void aStageThatWasFinishedBeforeThereWereOtherStrategiesStaysFinished() {
        var lines = new EvolveStage().config(ExperimentConfig.preset("tiny")).lines().map(String::strip).toList();
        assertEquals("chances: shared", lines.get(lines.size() - 1));
        assertTrue(
                lines.stream().noneMatch(
                        line -> line.matches("(strategy|strategyOptions|controller|layers|stagnation|controllerOptions|racing):.*")),
                lines.toString());
        assertTrue(new EvolveStage().config(ExperimentConfig.preset("tiny").with("evolve.strategy=snes")).contains("strategy: snes"));
    }
}
