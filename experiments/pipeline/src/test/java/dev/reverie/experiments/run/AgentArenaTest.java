package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.NativeMemory;
import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.Features;
import dev.reverie.controller.WorldModelAgent;
import dev.reverie.controller.es.CommonRandomNumbers;
import dev.reverie.controller.es.EpisodeEvaluator;
import dev.reverie.core.Env;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EvolveConfig;
import dev.reverie.experiments.config.EvolveIn;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.evolve.ConfiguredEvaluator;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentArenaTest {
    private static final Seed SEED = Seed.of(4);
    /** Some of its episodes end by death, the others by the limit. */
    private static final Map<String, String> LIMIT = Map.of("limit", "150");

    private static Vae vae;
    private static MdnRnn rnn;
    private static Controller controller;

    private static Env env() {
        return Envs.make("TakeCover", LIMIT);
    }

    @BeforeAll
    static void makeAWorld(@TempDir Path folder) {
        var config = ExperimentConfig.preset("tiny").with("vae.width=2", "vae.latent=4", "vae.frames=100", "vae.heldOut=0");
        var episodes = EpisodeStore.create(folder, Envs.dataset("TakeCover", LIMIT, ""));
        Space actions;
        try (var one = env()) {
            actions = one.actionSpace();
        }
        Rollout.on(AgentArenaTest::env).withMaxSteps(60).collect(Policy.random(actions), 2, SEED.child("collect"), episodes::write);
        vae = Vae.train(config.vae(), episodes, SEED.child("vae"), Training.quiet());
        rnn = MdnRnn.untrained(config.rnn(), 4, 1, SEED.child("rnn"));
        controller = Controller.linear(Features.ZCH, rnn, actions);
    }

    @AfterAll
    static void close() {
        vae.close();
        rnn.close();
    }

    private static double[] candidate(int k) {
        var random = SEED.child("candidate", k).random();
        return random.doubles(controller.parameterCount(), -1, 1).toArray();
    }

    private static AgentBatch batch() {
        return new AgentBatch(AgentArenaTest::env, vae, rnn, Integer.MAX_VALUE, Progress.none());
    }

    @Test
    void manyEpisodesAtATimeHaveTheBitsOfOneAfterTheOther() {
        var agent = new WorldModelAgent(vae, rnn, controller.withParameters(candidate(0)));
        var alone = Rollout.on(AgentArenaTest::env).evaluate(agent, 70, SEED.child("play"));
        assertTrue(alone.sd() > 0, "some end early");
        assertEquals(alone, batch().play(ControllerBatch.of(controller, candidate(0)), 70, SEED.child("play")));
    }

    @Test
    void episodesCutOffLaterAreThoseCutOffWhilePlaying() {
        var player = ControllerBatch.of(controller, candidate(0));
        var both = batch().play(player, 20, SEED.child("play"), 30);
        assertEquals(batch().play(player, 20, SEED.child("play")), both.whole());
        assertEquals(batch().withMaxSteps(30).play(player, 20, SEED.child("play")), both.cut());
        assertTrue(both.cut().mean() < both.whole().mean(), "some go on beyond the cut");
    }

    @Test
    void fitnessIsTheMeanOfTheCandidatesOwnEpisodes() {
        var fitness = EpisodeEvaluator.of(new AgentArena(AgentArenaTest::env, vae, rnn, controller), 3).evaluate(
                new double[][]{candidate(0), candidate(1), candidate(0)}, SEED.child("generation"));
        for (int k = 0; k < 2; k++) {
            var agent = new WorldModelAgent(vae, rnn, controller.withParameters(candidate(k)));
            assertEquals(Rollout.on(AgentArenaTest::env).evaluate(agent, 3, SEED.child("generation")).mean(), fitness[k], 1e-9);
        }
        assertEquals(fitness[0], fitness[2], "the same candidate has the same chances");
    }

    @Test
    void whatIsPlayedHoldsNoNativeMemoryAfterwards() {
        NativeMemory.assertFlat(20, () -> batch().play(ControllerBatch.of(controller, candidate(0)), 3, SEED));
    }

    @Test
    void anInterruptEndsItAndStays() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> batch().play(ControllerBatch.of(controller, candidate(0)), 4, SEED));
        assertTrue(Thread.interrupted());
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        var large = new AgentBatch(() -> Envs.make("CarRacing"), vae, rnn, 10, Progress.none());
        var e = assertThrows(IllegalArgumentException.class, () -> large.play(ControllerBatch.of(controller, candidate(0)), 1, SEED));
        assertTrue(e.getMessage().startsWith("observations must be "), e.getMessage());
    }

    @Test
    void theQuirksOfThePublishedCodeAreSwitches() {
        var config = new EvolveConfig(Features.ZCH, false, 4, 2, 1, 0.1, EvolveIn.REAL, 0, 2, -0.01, CommonRandomNumbers.PAIRED);
        var candidates = new double[][]{candidate(0), candidate(1), candidate(0), candidate(1)};
        var fitness = new ConfiguredEvaluator(config, null, new AgentArena(batch(), controller), () -> 3, 10);
        var values = fitness.evaluate(candidates, SEED);
        assertEquals(20, fitness.meanLength(), "episodes are cut off at twice the mean length before");
        assertEquals(20, values[0]);
        assertEquals(values[0], values[2]);
        assertEquals(-0.01, config.strategy(4, SEED).state().number("weightDecay"), "large parameters are rewarded");
        assertArrayEquals(new int[]{0, 1, 2, 3, 0, 1, 2, 3}, numbers(CommonRandomNumbers.PAIRED));
        assertArrayEquals(new int[]{0, 1, 0, 1, 0, 1, 0, 1}, numbers(CommonRandomNumbers.SHARED));
    }

    /** Of four candidates with two episodes each. */
    private static int[] numbers(CommonRandomNumbers chances) {
        return IntStream.range(0, 8).map(i -> chances.number(i / 2, i % 2, 4, 2)).toArray();
    }
}
