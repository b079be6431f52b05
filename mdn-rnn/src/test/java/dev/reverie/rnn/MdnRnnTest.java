package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Precision;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.dream.DreamBatch;
import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MdnRnnTest implements LatentDynamicsContract {
    @TempDir
    static Path folder;

    @Override
    public LatentDynamics dynamics() {
        return MdnRnn.untrained(Coin.config(1), 5, 2, Seed.of(1));
    }

    private static Prediction expected(MdnRnn model, float side, float action) {
        return Coin.expected(model, new float[]{side, -side}, action);
    }

    private static float[] remembered(MdnRnn model, float side, float action) {
        return Coin.remembered(model, new float[]{side, -side}, action);
    }

    @Test
    void aTurnedCoinIsExpectedOnItsOtherSide() {
        var model = Coin.model();
        for (float side : new float[]{1, -1}) {
            var next = expected(model, side, 1).latents();
            assertEquals(-side, next.get(0).mean()[0], 0.15);
            assertEquals(side, next.get(1).mean()[0], 0.15);
            assertTrue(next.get(0).moments().variance(0) < 0.1, next.toString());
        }
    }

    @Test
    void aTossedCoinIsExpectedOnBothSides() {
        var model = Coin.model();
        var next = expected(model, 1, 5).latents().get(0);
        assertEquals(0, next.mean()[0], 0.25);
        assertTrue(next.moments().between()[0][0] > 0.8 && next.moments().within()[0][0] < 0.2, next.toString());
    }

    @Test
    void expectationsOfAnEpisodeAreThoseOfItsSteps() {
        var episode = Coin.episode(Seed.of(2), 60);
        var expected = Expectations.of(Coin.model(), episode, Seed.of(1));
        assertEquals(episode.length(), expected.length());
        for (int t = 0; t < episode.length(); t++) {
            double action = episode.actions()[t];
            assertTrue(action != 5 || expected.between()[2 * t] > 0.5, "step " + t + " is tossed");
            assertTrue(action > 2 || expected.between()[2 * t] < 0.3, "step " + t + " is turned over");
            assertTrue(expected.within()[2 * t] < 0.3, "step " + t);
        }
    }

    @Test
    void theActionThatEndsAnEpisodeIsKnown() {
        var model = Coin.model();
        assertTrue(expected(model, 1, 7).restartLogit() > 0);
        assertTrue(expected(model, 1, 5).restart() < 0.5);
        assertTrue(expected(model, -1, 7).restart() < 0.5);
    }

    @Nested
    class WithNormalisedCells implements LatentDynamicsContract {
        @Override
        public LatentDynamics dynamics() {
            return MdnRnn.untrained(Coin.config(1).withLayerNorm(true).withHeads(new MdnRnnConfig.Heads(true, 2)), 5, 2, Seed.of(1));
        }
    }

    @Nested
    class WithJointMixtures implements LatentDynamicsContract {
        @Override
        public LatentDynamics dynamics() {
            return MdnRnn.untrained(Coin.config(1).withFactorisation(Factorisation.JOINT).withHeads(MdnRnnConfig.Heads.NONE), 5, 2,
                    Seed.of(1));
        }
    }

    @Nested
    class WithATransformer implements LatentDynamicsContract {
        @Override
        public LatentDynamics dynamics() {
            return MdnRnn.untrained(Coin.config(1).withMemory(new MemoryConfig.Transformer(2, 32, 4, 4)), 5, 2, Seed.of(1));
        }
    }

    @Test
    void theFirstStepOfAnEpisodeIsToldFromOthers() {
        try (var model = MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(1)); var state = model.open(2)) {
            state.begin(0); // and not row 1, whose memory is as empty
            state.advance(2);
            var h = state.parts().get(0);
            assertTrue(Math.abs(h.get(0) - h.get(h.size() / 2)) > 1e-4, "the restart input makes no difference");
        }
    }

    @Test
    void aSavedModelIsTheSameModel() throws IOException {
        var model = Coin.model();
        model.save(folder.resolve("one.zip"));
        var loaded = MdnRnn.load(folder.resolve("one.zip"));
        loaded.save(folder.resolve("other.zip"));
        assertEquals(-1, Files.mismatch(folder.resolve("one.zip"), folder.resolve("other.zip")));
        assertEquals(model.config(), loaded.config());
        assertEquals(model.parameterCount(), loaded.parameterCount());
        assertArrayEquals(remembered(model, 1, 3), remembered(loaded, 1, 3));
        var prediction = expected(model, 1, 3);
        assertEquals(prediction, expected(loaded, 1, 3));
    }

    @Test
    void aNormalisedModelSurvivesItsFilesAndDreamsInBothPrecisions() {
        var config = Coin.config(300).withLayerNorm(true);
        var model = Coin.trained(config).model();
        assertTrue(expected(model, 1, 1).latents().get(0).mean()[0] < -0.7);
        model.save(folder.resolve("normalised.zip"));
        model.exportWeights(folder.resolve("normalised.npz"));
        for (var same : new MdnRnn[]{MdnRnn.load(folder.resolve("normalised.zip")),
            MdnRnn.importWeights(folder.resolve("normalised.npz"))}) {
            assertTrue(same.config().layerNorm());
            assertEquals(model.parameterCount(), same.parameterCount());
            assertArrayEquals(remembered(model, 1, 3), remembered(same, 1, 3), 1e-6f);
        }
        var z = new float[]{1, -1};
        var single = remembered(model, 1, 1);
        for (var precision : Precision.values()) {
            try (var state = model.open(3, precision)) {
                state.begin(1);
                state.z().write(2, z, 0, 2);
                state.actions().set(1, 1);
                state.advance(2);
                var h = new float[single.length];
                state.parts().get(0).read(single.length, h, 0, h.length);
                assertArrayEquals(single, h, precision == Precision.F32 ? 0 : 0.05f);
            }
        }
    }

    @Test
    void whatIsNoModelIsAnErrorThatNamesTheFile() throws IOException {
        var file = folder.resolve("none.zip");
        assertTrue(assertThrows(FileException.class, () -> MdnRnn.load(file)).getMessage().contains(file.toString()));
        Files.writeString(file, "nothing of the kind");
        assertTrue(assertThrows(FileException.class, () -> MdnRnn.load(file)).getMessage().contains(file.toString()));
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        var one = MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(5));
        var same = MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(5));
        var other = MdnRnn.untrained(Coin.config(1), 2, 1, Seed.of(6));
        assertArrayEquals(remembered(one, 1, 0), remembered(same, 1, 0));
        assertTrue(remembered(one, 1, 0)[0] != remembered(other, 1, 0)[0]);
    }

    @Test
    void configurationsSurviveTheirText() {
        var config = Coin.config(77);
        assertEquals(config, ConfigText.read(ConfigText.write(config)));
        var other = config.withHeads(new MdnRnnConfig.Heads(false, 2)).withClipping(MdnRnnConfig.Clipping.NORM)
                .withFactorisation(Factorisation.JOINT).withLayerNorm(true)
                .withWindows(new MdnRnnConfig.Windows(5, 2, 0, MdnRnnConfig.Sequences.CARRIED));
        assertEquals(other, ConfigText.read(ConfigText.write(other)));
        assertThrows(IllegalArgumentException.class, () -> ConfigText.read("hidden=3"));
    }

    @Test
    void filesOfBeforeThereWereOtherHeadsAreRead() {
        var text = ConfigText.write(Coin.config(77)).lines()
                .filter(line -> !line.matches("(heads|clipping|dropout|factorisation|layerNorm|precision|windows.sequences).*"))
                .collect(java.util.stream.Collectors.joining("\n"));
        assertEquals(Coin.config(77), ConfigText.read(text));
    }

    @Test
    void withoutARestartHeadNothingEnds() {
        var model = MdnRnn.untrained(Coin.config(1).withHeads(MdnRnnConfig.Heads.NONE), 2, 1, Seed.of(1));
        var prediction = expected(model, 1, 7);
        assertEquals(0, prediction.restart());
        assertEquals(2, prediction.latents().size());
        model.save(folder.resolve("headless.zip"));
        assertArrayEquals(remembered(model, 1, 3), remembered(MdnRnn.load(folder.resolve("headless.zip")), 1, 3));
    }

    @Test
    void rewardsAreLearntAndPaidInDreams() {
        var store = LatentStore.create(folder.resolve("paid"));
        for (int i = 0; i < 60; i++) {
            var episode = Coin.episode(Seed.of(7).child("coin", i), 60);
            var rewards = new float[episode.length()];
            for (int t = 0; t < rewards.length; t++) {
                rewards[t] = episode.actions()[t] - 3.5f;
            }
            store.write(i, new Latents(2, episode.means(), episode.logVariances(), episode.actions(), rewards, episode.terminated(),
                    episode.truncated(), 0));
        }
        var log = folder.resolve("paid.jsonl");
        var training = new Training(Optional.empty(), 1, Optional.of(log), Progress.none());
        var config = Coin.config(300).withHeads(new MdnRnnConfig.Heads(true, 1));
        var model = MdnRnn.train(config, store, Seed.of(3), training);
        var one = OneStep.of(model, model.heldOut(store), Seed.of(1));
        assertTrue(one.rewardError() < 1, "beside 2.3 for the mean: " + one);
        var lines = MetricLog.read(log);
        assertTrue(lines.get(lines.size() - 1).values().containsKey("heldOutReward"));
        var dreams = DreamBatch.of(model, Coin.starts(), Temperature.ONE);
        DreamPolicy fives = (rows, ids, state) -> state.actions().fill(5);
        var outcome = dreams.run(new long[]{1, 2, 3}, 10, fives);
        for (int i = 0; i < 3; i++) {
            assertEquals(1.5, outcome.returns()[i] / outcome.lengths()[i], 0.8);
        }
        assertTrue(expected(model, 1, 5).reward().orElseThrow().mean()[0] > 0.5);
    }
}
