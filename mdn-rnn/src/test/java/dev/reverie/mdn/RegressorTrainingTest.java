package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressorTrainingTest {
    /** 3 restarts of 12 epochs of 9 updates, of which some end early. */
    private static final MdnRegressorConfig CONFIG =
            MdnRegressorConfig.of(3).withHidden(6).withTraining(12, 32, 3e-2, 1e-3).withHeldOut(0.2, 2).withRestarts(3);

    @TempDir
    Path folder;

    private static Samples rows(int seed) {
        var random = Seed.of(seed).random();
        var x = new double[360];
        var y = new double[360];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble();
            y[i] = (random.nextBoolean() ? 1 : -1) * (1 + x[i]) + 0.1 * random.nextGaussian();
        }
        return Samples.of(x, y);
    }

    private Training kept() {
        return new Training(Optional.of(folder.resolve("checkpoint.zip")), 7, Optional.of(folder.resolve("metrics.jsonl")),
                Progress.none());
    }

    /** Ends the training as a crash would, at so many updates of this process. */
    private static BaseTrainingListener crash(int at) {
        return new BaseTrainingListener() {
            private int count;

            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                if (++count == at) {
                    throw new IllegalStateException("crash");
                }
            }
        };
    }

    private static float[] parameters(MdnRegressor model) {
        try (model) {
            return model.network().params().dup().data().asFloat();
        }
    }

    @Test
    void aTrainingThatIsKilledGoesOnToTheSameBits() throws IOException {
        var whole = MdnRegressor.train(CONFIG, rows(1), Seed.of(2), Progress.none());
        for (int at : new int[]{20, 45, 60}) {
            assertThrows(IllegalStateException.class, () -> MdnRegressor.train(CONFIG, rows(1), Seed.of(2), kept(), crash(at)));
        }
        var resumed = MdnRegressor.train(CONFIG, rows(1), Seed.of(2), kept());
        assertEquals(whole.heldOutNll(), resumed.heldOutNll());
        var again = MdnRegressor.train(CONFIG, rows(1), Seed.of(2), kept());
        var expected = parameters(whole);
        assertArrayEquals(expected, parameters(resumed));
        assertArrayEquals(expected, parameters(again), "a finished one is read again");
        var log = Files.readString(folder.resolve("metrics.jsonl"));
        assertTrue(log.contains("\"loss\"") && log.contains("\"heldOutLoss\""), log);
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() {
        assertThrows(IllegalStateException.class, () -> MdnRegressor.train(CONFIG, rows(1), Seed.of(2), kept(), crash(20)));
        refused("seed", CONFIG, rows(1), Seed.of(3));
        refused("another configuration", CONFIG.withComponents(4), rows(1), Seed.of(2));
        refused("other data", CONFIG, rows(4), Seed.of(2));
    }

    private void refused(String why, MdnRegressorConfig config, Samples samples, Seed seed) {
        var refusal = assertThrows(FileException.class, () -> MdnRegressor.train(config, samples, seed, kept()));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void anInterruptSavesAndStops() {
        Thread.currentThread().interrupt();
        var stopped = assertThrows(CancellationException.class, () -> MdnRegressor.train(CONFIG, rows(1), Seed.of(2), kept()));
        assertTrue(Thread.interrupted());
        assertTrue(stopped.getMessage().contains("saved in"), stopped.getMessage());
        MdnRegressor.train(CONFIG, rows(1), Seed.of(2), kept()).close();
    }
}
