package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.core.DivergedException;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.LearningRate;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.RecordedProgress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTrainingTest {
    private static final Seed SEED = Seed.of(8);
    /** Less than there are frames, so that buffers are filled again. */
    private static final int CAPACITY = 70;

    @TempDir
    private static Path folder;
    private static EpisodeStore store;
    /** Trained without a break, its files in the folder of that name. */
    private static MultiLayerNetwork straight;

    @BeforeAll
    static void train() {
        store = MovingSquare.store(folder.resolve("episodes"), 5, 30);
        straight = train(Small.config(60), kept(folder.resolve("straight"), 1000), () -> false);
    }

    private static Training kept(Path at, int every) {
        return new Training(Optional.of(at.resolve("checkpoint.zip")), every, Optional.of(at.resolve("metrics.jsonl")), Progress.none());
    }

    private static MultiLayerNetwork train(VaeConfig config, Training training, BooleanSupplier stop) {
        try (var task = new FrameTraining(config, FrameSource.of(store), SEED, CAPACITY, stop)) {
            return new TrainingLoop(task, training, stop).run();
        }
    }

    private static BooleanSupplier after(int looks) {
        var asked = new AtomicInteger();
        return () -> asked.incrementAndGet() > looks;
    }

    @Test
    void aResumedTrainingEndsWithTheSameBits(@TempDir Path at) throws IOException {
        var config = Small.config(60);
        var interrupted = kept(at.resolve("interrupted"), 7);
        for (int looks : new int[]{5, 30, 1}) {
            assertThrows(CancellationException.class, () -> train(config, interrupted, after(looks)));
        }
        var resumed = train(config, interrupted, () -> false);
        assertEquals(straight.params(), resumed.params());
        assertEquals(-1, Files.mismatch(folder.resolve("straight/checkpoint.zip"), at.resolve("interrupted/checkpoint.zip")));
        assertEquals(Files.readString(folder.resolve("straight/metrics.jsonl")), Files.readString(at.resolve("interrupted/metrics.jsonl")));
    }

    @Test
    void aKilledTrainingGoesOnFromItsLastCheckpoint(@TempDir Path at) throws IOException {
        var config = Small.config(60);
        var killed = kept(at.resolve("killed"), 20);
        // As a kill does it: no farewell, and lines in the log that the checkpoint does not know.
        var dying = new Training(killed.checkpoint(), killed.every(), killed.metrics(), (step, total, message) -> {
            if (step == 55 * config.batch()) {
                throw new IllegalStateException("killed");
            }
        });
        assertThrows(IllegalStateException.class, () -> train(config, dying, () -> false));
        assertEquals(straight.params(), train(config, killed, () -> false).params());
        assertEquals(Files.readString(folder.resolve("straight/metrics.jsonl")), Files.readString(at.resolve("killed/metrics.jsonl")));
    }

    @Test
    void theLogHasTheLossAndWhatWasHeldOut(@TempDir Path at) {
        var progress = new RecordedProgress();
        var training = new Training(Optional.empty(), 1, Optional.of(at.resolve("metrics.jsonl")), progress);
        train(Small.config(60), training, () -> false);
        var entries = MetricLog.read(at.resolve("metrics.jsonl"));
        assertEquals(2, entries.size());
        assertEquals(50, entries.get(0).step());
        var first = entries.get(0).values();
        var last = entries.get(1).values();
        assertTrue(last.get("loss") < first.get("loss") && last.get("reconstruction") < first.get("reconstruction"), entries.toString());
        assertFalse(first.containsKey("heldOutReconstruction"));
        assertTrue(last.get("heldOutReconstruction") > 0 && last.get("heldOutKl") > 0 && last.get("activeUnits") <= 4, last.toString());
        assertTrue(last.get("heldOutPsnr") > 5 && last.get("heldOutPsnr") < 60, last.toString());
        assertTrue(last.get("heldOutSsim") > 0 && last.get("heldOutSsim") < 1, last.toString());
        var updates = progress.updates();
        assertEquals(60, updates.size());
        assertEquals(60 * 16, updates.get(59).step());
        assertTrue(updates.get(59).message().matches("recon [0-9.]+ kl [0-9.]+"), updates.get(59).message());
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused(@TempDir Path at) {
        var training = kept(at, 1);
        train(Small.config(2), training, () -> false);
        var other = assertThrows(FileException.class, () -> train(Small.config(3), training, () -> false));
        var file = at.resolve("checkpoint.zip");
        assertEquals(file + ": is the checkpoint of another training, with another configuration; delete it to begin anew",
                other.getMessage());
        var reseeded = new FrameTraining(Small.config(2), FrameSource.of(store), Seed.of(9), CAPACITY, () -> false);
        other = assertThrows(FileException.class, () -> new TrainingLoop(reseeded, training, () -> false));
        assertEquals(file + ": is the checkpoint of another training, with seed 8 instead of 9; delete it to begin anew",
                other.getMessage());
        var changed = MovingSquare.store(at.resolve("others"), 5, 30);
        changed.write(2, changed.read(3));
        var elsewhere = new FrameTraining(Small.config(2), FrameSource.of(changed), SEED, CAPACITY, () -> false);
        other = assertThrows(FileException.class, () -> new TrainingLoop(elsewhere, training, () -> false));
        assertEquals(file + ": is the checkpoint of another training, with other data; delete it to begin anew", other.getMessage());
    }

    private static VaeConfig wild(int updates) {
        return new VaeConfig(4, 2, 1, 0.1, Small.config(1).emphasis(), 16L * updates, 16, new LearningRate(1e9, 1e9, 1), 0);
    }

    @Test
    void aLossThatIsNoNumberNamesTheBatch() {
        var error = assertThrows(DivergedException.class, () -> train(wild(20), Training.quiet(), () -> false));
        assertTrue(error.getMessage().matches("vae: the loss became NaN in update \\d+ of 20, with batch \\d+ .* lower rate .*"),
                error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    @Test
    void aLossThatIsNoNumberLeavesTheLastGoodCheckpoint(@TempDir Path at) throws IOException {
        var config = wild(20);
        var training = kept(at, 1);
        assertThrows(CancellationException.class, () -> train(config, training, after(1)));
        var error = assertThrows(DivergedException.class, () -> train(config, training, () -> false));
        var left = ModelFile.read(training.checkpoint().orElseThrow()).network();
        assertTrue(Double.isFinite(left.params().sumNumber().doubleValue()));
        assertTrue(error.getMessage().contains("is still that of update " + left.getIterationCount() + ";"), error.getMessage());
    }

    @Test
    void likelihoodAugmentationAndPrecisionAreOptions(@TempDir Path at) {
        var small = Small.config(60);
        var config = new VaeConfig(4, 2, 0.5, 0, new VaeConfig.Emphasis(0, 0), small.frames(), 16, small.rate(), 0.2,
                VaeConfig.Likelihood.BERNOULLI, new VaeConfig.Augmentation(true, 3), Precision.BF16);
        var training = kept(at, 1000);
        train(config, training, () -> false);
        var entries = MetricLog.read(training.metrics().orElseThrow());
        var first = entries.get(0).values();
        var last = entries.get(1).values();
        assertTrue(last.get("loss") < first.get("loss") && last.get("reconstruction") < first.get("reconstruction"), entries.toString());
        assertEquals(config, ModelFile.read(training.checkpoint().orElseThrow()).config());
    }
}
