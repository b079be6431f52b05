package dev.reverie.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.LatentDynamicsContract;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.rnn.MemoryConfig;
import dev.reverie.rnn.OneStep;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowMemoryTest implements LatentDynamicsContract {
    private static final MemoryConfig THREE = MemoryConfig.of("window steps=3");

    @TempDir
    Path folder;

    @Override
    public LatentDynamics dynamics() {
        return MdnRnn.untrained(Coin.config(1).withMemory(THREE), 5, 2, Seed.of(1));
    }

    @Test
    void itIsTrainedSavedAndLoadedLikeTheOthers() {
        var episodes = IntStream.range(0, 60).mapToObj(i -> Coin.episode(Seed.of(7).child("coin", i), 60)).toList();
        var config = Coin.config(300).withMemory(THREE).withWindows(new MdnRnnConfig.Windows(12, 20, 0, MdnRnnConfig.Sequences.CARRIED));
        var model = MdnRnn.train(config, episodes, Seed.of(3), Training.quiet());
        var before = MdnRnn.untrained(config, 2, 1, Seed.of(3));
        double learnt = OneStep.of(model, episodes, Seed.of(1)).nll();
        assertTrue(learnt < OneStep.of(before, episodes, Seed.of(1)).nll() - 0.3, "NLL " + learnt);
        model.save(folder.resolve("model.zip"));
        model.exportWeights(folder.resolve("weights.npz"));
        for (var same : List.of(MdnRnn.load(folder.resolve("model.zip")), MdnRnn.importWeights(folder.resolve("weights.npz")))) {
            float[] z = {1, -1};
            assertArrayEquals(Coin.expected(model, z, 3).latent(0).mean(), Coin.expected(same, z, 3).latent(0).mean(), 1e-6);
            assertEquals(model.parts(), same.parts());
        }
    }

    @Test
    void aNameThatNobodyHasIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MemoryConfig.of("windows")).getMessage()
                .startsWith("unknown memory 'windows'; did you mean window?"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MemoryConfig.of("window step=3")).getMessage()
                .startsWith("unknown option of window 'step'; did you mean steps?"));
    }
}
