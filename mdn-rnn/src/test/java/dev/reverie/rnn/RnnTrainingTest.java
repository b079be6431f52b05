package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.compute.dl4j.TrainingMeans;
import dev.reverie.core.DivergedException;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.LearningRate;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RnnTrainingTest {
    private static final MemoryConfig TRANSFORMER = new MemoryConfig.Transformer(2, 32, 4, 20);

    @TempDir
    Path folder;
    private LatentStore store;

    @BeforeEach
    void storeSomeEpisodes() {
        store = Coin.store(folder.resolve("latents"), 60);
    }

    private Training kept(String name, int every, Progress progress) {
        return new Training(Optional.of(folder.resolve(name + ".checkpoint")), every, Optional.of(folder.resolve(name + ".jsonl")),
                progress);
    }

    private static void assertSame(Path one, Path other) throws IOException {
        assertEquals(-1, Files.mismatch(one, other), one + " and " + other + " differ");
    }

    @Test
    void theEntropyOfTheWorldIsLearnt() {
        var log = Coin.trained().log();
        var last = log.get(log.size() - 1);
        assertTrue(log.get(0).values().get("nll") < 1.4189, "worse than N(0, 1): " + log.get(0));
        assertEquals(Coin.ENTROPY, last.values().get("heldOutNll"), 0.1);
        assertTrue(last.values().get("nll") > Coin.ENTROPY - 0.05, "better than possible: " + last);
        assertTrue(last.values().get("heldOutRecall") > 0.9, last.toString());
    }

    @Test
    void howItGoesIsToldAndLogged() {
        var log = Coin.trained().log();
        assertEquals(12, log.size());
        assertEquals("rnn", log.get(11).stage());
        assertEquals(600, log.get(11).step());
        assertEquals(Set.of("nll", "restart", "rate", "heldOutNll", "heldOutRestart", "heldOutRecall"), log.get(11).values().keySet());
        var messages = Coin.trained().messages();
        assertEquals(600, messages.size());
        assertTrue(messages.get(599).matches("600/600 nll -0\\.\\d{3} held-out -0\\.\\d{3}"), messages.get(599));
    }

    @Test
    void aLineOfTheLogIsTheMeanOverTheUpdatesSinceTheLastOne() throws IOException {
        var config = Coin.config(60);
        var told = new ArrayList<Double>();
        MdnRnn.train(config, store, Seed.of(4), kept("told", 1000, Progress.none()));
        try (var task = RnnTraining.of(config, store, Seed.of(4), false, 0)) {
            task.begin(task.newNetwork(), 0, Map.of());
            for (int update = 0; update < 60; update++) {
                task.update(update, new TrainingMeans());
                told.add(task.losses().nll());
            }
        }
        var log = MetricLog.read(folder.resolve("told.jsonl"));
        assertEquals(2, log.size());
        assertEquals(told.subList(0, 50).stream().mapToDouble(nll -> nll).average().orElseThrow(), log.get(0).values().get("nll"), 0.01);
        assertEquals(told.subList(50, 60).stream().mapToDouble(nll -> nll).average().orElseThrow(), log.get(1).values().get("nll"), 0.01);
    }

    /** Trains into the files of {@code parts}, asked to stop after some updates. */
    private CancellationException interruptedAfter(int updates, MdnRnnConfig config) {
        var asked = new AtomicInteger();
        try (var task = RnnTraining.of(config, store, Seed.of(4), true, 0)) {
            var loop = new TrainingLoop(task, kept("parts", 1000, Progress.none()), () -> asked.incrementAndGet() > updates);
            return assertThrows(CancellationException.class, loop::run);
        }
    }

    @Test
    void theMeanIsTheSameAfterAnInterruptBetweenTwoLines() throws IOException {
        MdnRnn.train(Coin.config(60), store, Seed.of(4), kept("whole", 1000, Progress.none()));
        interruptedAfter(33, Coin.config(60));
        MdnRnn.train(Coin.config(60), store, Seed.of(4), kept("parts", 1000, Progress.none()));
        assertSame(folder.resolve("whole.jsonl"), folder.resolve("parts.jsonl"));
    }

    @ParameterizedTest
    @EnumSource
    void theLogsHeldOutNllIsTheAssessments(MdnRnnConfig.Sequences sequences) throws IOException {
        assertTheLogsHeldOutNllIsTheAssessments(cut(Coin.config(60), sequences));
    }

    @ParameterizedTest
    @EnumSource
    void theLogsHeldOutNllOfATransformerIsTheAssessments(MdnRnnConfig.Sequences sequences) throws IOException {
        assertTheLogsHeldOutNllIsTheAssessments(cut(Coin.config(60), sequences).withMemory(TRANSFORMER));
    }

    private void assertTheLogsHeldOutNllIsTheAssessments(MdnRnnConfig config) throws IOException {
        // far longer than a window, of another law late, without noise: what of it is measured shows
        int steps = 60;
        var means = new float[2 * (steps + 1)];
        var exact = new float[means.length];
        Arrays.fill(exact, -60);
        for (int i = 0; i < means.length; i++) {
            means[i] = i < 40 ? 1 : 0.1f * (i % 7);
        }
        var late = new Latents(2, means, exact, new float[steps], new float[steps], true, false, 0);
        for (var file : Split.ofFiles(store.files(), config.heldOut()).heldOut()) {
            store.write(EpisodeStore.index(file), late);
        }
        var model = MdnRnn.train(config, store, Seed.of(4), kept("log", 1000, Progress.none()));
        var log = MetricLog.read(folder.resolve("log.jsonl"));
        double logged = log.get(log.size() - 1).values().get("heldOutNll");
        assertEquals(OneStep.of(model, model.heldOut(store), Seed.of(1)).nll(), logged, 1e-3);
    }

    private static MdnRnnConfig cut(MdnRnnConfig config, MdnRnnConfig.Sequences sequences) {
        boolean random = sequences == MdnRnnConfig.Sequences.RANDOM;
        int length = sequences == MdnRnnConfig.Sequences.WHOLE ? 60 : 12;
        return config.withWindows(new MdnRnnConfig.Windows(length, random ? 40 : 10, random ? 0.25 : 0, sequences));
    }

    @Test
    void memoryThatIsCarriedLearnsTheWorldToo() {
        var carried = Coin.trained(cut(Coin.config(600), MdnRnnConfig.Sequences.CARRIED)).log();
        assertEquals(Coin.ENTROPY, carried.get(carried.size() - 1).values().get("heldOutNll"), 0.1);
    }

    @Test
    void aTransformerLearnsTheWorldToo() {
        var carried = Coin.trained(cut(Coin.config(600), MdnRnnConfig.Sequences.CARRIED).withMemory(TRANSFORMER)).log();
        assertEquals(Coin.ENTROPY, carried.get(carried.size() - 1).values().get("heldOutNll"), 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void aResumedTrainingEndsWithTheSameBits(MdnRnnConfig.Sequences sequences) throws IOException {
        assertAResumedTrainingEndsWithTheSameBits(cut(Coin.config(80), sequences));
    }

    @ParameterizedTest
    @EnumSource
    void aResumedTrainingOfATransformerEndsWithTheSameBits(MdnRnnConfig.Sequences sequences) throws IOException {
        assertAResumedTrainingEndsWithTheSameBits(cut(Coin.config(80), sequences).withMemory(TRANSFORMER));
    }

    private void assertAResumedTrainingEndsWithTheSameBits(MdnRnnConfig config) throws IOException {
        var whole = MdnRnn.train(config, store, Seed.of(4), kept("whole", 30, Progress.none()));
        assertThrows(IllegalStateException.class,
                () -> MdnRnn.train(config, store, Seed.of(4), kept("parts", 30, (step, total, message) -> {
                    if (step == 65) {
                        throw new IllegalStateException("as if the power had failed");
                    }
                })));
        var parts = MdnRnn.train(config, store, Seed.of(4), kept("parts", 30, Progress.none()));
        whole.save(folder.resolve("whole.zip"));
        parts.save(folder.resolve("parts.zip"));
        assertSame(folder.resolve("whole.zip"), folder.resolve("parts.zip"));
        assertSame(folder.resolve("whole.checkpoint"), folder.resolve("parts.checkpoint"));
        assertSame(folder.resolve("whole.jsonl"), folder.resolve("parts.jsonl"));
    }

    @Test
    void anInterruptSavesACheckpointToGoOnFrom() throws IOException {
        var config = cut(Coin.config(40), MdnRnnConfig.Sequences.CARRIED);
        MdnRnn.train(config, store, Seed.of(4), kept("whole", 1000, Progress.none())).save(folder.resolve("whole.zip"));
        var end = interruptedAfter(17, config);
        assertEquals("interrupted after 17 of 40 updates; saved in " + folder.resolve("parts.checkpoint"), end.getMessage());
        var seen = new ArrayList<Long>();
        MdnRnn.train(config, store, Seed.of(4), kept("parts", 1000, (step, total, message) -> seen.add(step)))
                .save(folder.resolve("parts.zip"));
        assertEquals(18, seen.get(0));
        assertSame(folder.resolve("whole.zip"), folder.resolve("parts.zip"));
    }

    @Test
    void aLossThatIsNoNumberStopsWithTheLastGoodCheckpointKept() throws IOException {
        var far = new Latents(2, new float[]{0, 0, 1e30f, 1e30f}, new float[4], new float[1], new float[1], true, false, 0);
        store.write(60, far);
        var config = new MdnRnnConfig(32, 3, 1, new MdnRnnConfig.Windows(12, 40, 0.25), 200, LearningRate.constant(1e38), 1, 3, 0, 0);
        var training = kept("wild", 1, Progress.none());
        var error = assertThrows(DivergedException.class, () -> MdnRnn.train(config, store, Seed.of(4), training));
        assertTrue(error.getMessage().matches("rnn: .* in update \\d+ of 200, .*; a lower rate than .* may help"),
                error.getMessage());
    }

    @Test
    void aFinishedTrainingIsNotDoneAgain() {
        var config = Coin.config(20);
        MdnRnn.train(config, store, Seed.of(4), kept("one", 10, Progress.none()));
        var seen = new ArrayList<Long>();
        MdnRnn.train(config, store, Seed.of(4), kept("one", 10, (step, total, message) -> seen.add(step)));
        assertEquals(0, seen.size());
    }

    @Test
    void anotherTrainingsCheckpointIsRefused() {
        MdnRnn.train(Coin.config(5), store, Seed.of(4), kept("one", 10, Progress.none()));
        var error = assertThrows(FileException.class,
                () -> MdnRnn.train(Coin.config(6), store, Seed.of(4), kept("one", 10, Progress.none())));
        var file = folder.resolve("one.checkpoint");
        assertEquals(file + ": is the checkpoint of another training, with another configuration; delete it to begin anew",
                error.getMessage());
        error = assertThrows(FileException.class, () -> MdnRnn.train(Coin.config(5), store, Seed.of(5), kept("one", 10, Progress.none())));
        assertEquals(file + ": is the checkpoint of another training, with seed 4 instead of 5; delete it to begin anew",
                error.getMessage());
        var first = store.read(0);
        store.write(60, new Latents(2, first.means(), first.logVariances(), first.actions(), first.rewards(), true, false, 0));
        error = assertThrows(FileException.class, () -> MdnRnn.train(Coin.config(5), store, Seed.of(4), kept("one", 10, Progress.none())));
        assertEquals(file + ": is the checkpoint of another training, with other data; delete it to begin anew", error.getMessage());
    }

    @Test
    void anEmptyFolderIsAnErrorThatNamesIt() {
        var empty = LatentStore.create(folder.resolve("empty"));
        var error = assertThrows(FileException.class, () -> MdnRnn.train(Coin.config(5), empty, Seed.of(4), Training.quiet()));
        assertTrue(error.getMessage().contains("empty") && error.getMessage().contains("encode"), error.getMessage());
    }

    @Test
    void latentsThatDoNotBelongTogetherAreAnErrorThatNamesTheEpisode() {
        store.write(60, new Latents(3, new float[6], new float[6], new float[1], new float[1], true, false, 0));
        var error = assertThrows(FileException.class, () -> MdnRnn.train(Coin.config(5), store, Seed.of(4), Training.quiet()));
        assertTrue(error.getMessage().contains("latents-00000060.npz: latents and actions must have 2 and 1 elements"), error.getMessage());
        store.write(60, new Latents(2, new float[]{0, 1, 2, Float.NaN}, new float[4], new float[1], new float[1], true, false, 0));
        error = assertThrows(FileException.class, () -> MdnRnn.train(Coin.config(5), store, Seed.of(4), Training.quiet()));
        assertTrue(error.getMessage().contains("latents-00000060.npz: mean must be finite numbers, was NaN in frame 1, element 1"),
                error.getMessage());
    }

    @Test
    void aRewardThatIsNoNumberIsNamedWhereRewardsAreLearned() {
        store.write(60, new Latents(2, new float[6], new float[6], new float[2], new float[]{1, Float.NaN}, true, false, 0));
        MdnRnn.train(Coin.config(1), store, Seed.of(4), Training.quiet()).close();
        var rewarded = Coin.config(1).withHeads(new MdnRnnConfig.Heads(true, 2));
        var error = assertThrows(FileException.class, () -> MdnRnn.train(rewarded, store, Seed.of(4), Training.quiet()));
        assertTrue(error.getMessage().contains("latents-00000060.npz: reward must be finite numbers, was NaN in step 1"),
                error.getMessage());
    }

    @Test
    void whoIsInterruptedBeforeTheFirstUpdateStillGetsACheckpoint() {
        Thread.currentThread().interrupt();
        var end = assertThrows(CancellationException.class,
                () -> MdnRnn.train(Coin.config(5), store, Seed.of(4), kept("early", 1000, Progress.none())));
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        assertEquals("interrupted after 0 of 5 updates; saved in " + folder.resolve("early.checkpoint"), end.getMessage());
        assertTrue(Files.exists(folder.resolve("early.checkpoint")));
    }

    @Test
    void aModelKnowsWhichEpisodesItWasNotTrainedOn() throws IOException {
        var config = Coin.config(2);
        var model = MdnRnn.train(config, store, Seed.of(4), Training.quiet());
        var held = model.heldOut(store);
        assertEquals(Split.ofFiles(store.files(), config.heldOut()).heldOut().stream().map(LatentStore::read).toList(), held);
        model.save(folder.resolve("model.zip"));
        var loaded = MdnRnn.load(folder.resolve("model.zip"));
        assertEquals(held, loaded.heldOut(store));
        loaded.save(folder.resolve("again.zip"));
        assertEquals(-1, Files.mismatch(folder.resolve("model.zip"), folder.resolve("again.zip")));
        var network = dev.reverie.compute.dl4j.Networks.load(folder.resolve("model.zip")).network();
        assertEquals(held, MdnRnn.of(config, network).heldOut(store), "a file of an earlier version goes by the rule");
        var others = Coin.store(folder.resolve("others"), 3);
        var error = assertThrows(FileException.class, () -> loaded.heldOut(others));
        assertTrue(error.getMessage().endsWith("these are other latents than M's"), error.getMessage());
    }
}
