package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.core.Dataset;
import dev.reverie.core.Decoder;
import dev.reverie.core.Encoder;
import dev.reverie.core.EncoderContract;
import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.LearningRate;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Observations;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On vectors x = A·u + b with u ~ N(0, I) of two elements in five: a linear model of two factors, whose best reconstruction from two
 * latents is exact, and of which probabilistic principal components (Tipping and Bishop 1999) know the information.
 */
class VectorVaeTest implements EncoderContract {
    private static final int SIZE = 5;
    private static final double NOISE = 0.1;
    private static final float[][] FACTORS = {{3, 0}, {0, 1}, {2, 2}, {-1, 1}, {0, 0.5f}};
    private static final VectorVaeConfig CONFIG = new VectorVaeConfig(3, List.of(24), 1, 0, NOISE, 64 * 500L, 64,
            new LearningRate(0.01, 1e-4, 0.992), 0.2);

    @TempDir
    private static Path folder;
    private static EpisodeStore store;
    private static VectorVae vae;

    @BeforeAll
    static void train() {
        store = EpisodeStore.create(folder.resolve("episodes"), new Dataset("factors", "1", Map.of(), ""));
        for (int i = 0; i < 10; i++) {
            store.write(i, episode(i));
        }
        vae = VectorVae.train(CONFIG, store, Seed.of(1),
                new Training(Optional.of(folder.resolve("checkpoint.zip")), 700, Optional.of(folder.resolve("metrics.jsonl")),
                        Progress.none()));
    }

    private static Episode episode(int number) {
        int steps = 199;
        var random = Seed.of(4).child("episode", number).random();
        var values = new float[(steps + 1) * SIZE];
        for (int t = 0; t <= steps; t++) {
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            for (int i = 0; i < SIZE; i++) {
                values[t * SIZE + i] = (float) (FACTORS[i][0] * u + FACTORS[i][1] * v + 10 * i);
            }
        }
        return new Episode(new Observations.Vectors(steps + 1, SIZE, values), new float[steps], new float[steps], true, false, number);
    }

    @Override
    public Encoder encoder() {
        return vae;
    }

    @Override
    public Decoder decoder() {
        return vae;
    }

    @Test
    void theBoundOfALinearOneComesToThatOfProbabilisticPrincipalComponents(@TempDir Path at) {
        // The posterior of a linear model is normal, so that the best bound is the log evidence itself.
        double noise = 0.5;
        double best = PrincipalComponents.loss(FACTORS, noise);
        var linear = new VectorVaeConfig(2, List.of(), 1, 0, noise, 64 * 800L, 64, new LearningRate(0.03, 1e-4, 0.993), 0.2);
        var metrics = at.resolve("metrics.jsonl");
        VectorVae.train(linear, store, Seed.of(1), new Training(Optional.empty(), 1, Optional.of(metrics), Progress.none())).close();
        var entries = MetricLog.read(metrics);
        var values = entries.get(entries.size() - 1).values();
        assertEquals(best, values.get("loss"), 0.1, values.toString());
    }

    @Test
    void parametersAreThoseOfItsLayers() {
        assertEquals(SIZE * 24 + 24 + 24 * 6 + 6 + 3 * 24 + 24 + 24 * SIZE + SIZE, vae.parameterCount());
    }

    @Test
    void decodingTheMeanGivesTheObservationBack() {
        var seen = store.read(0).observations();
        var posterior = vae.posterior(seen);
        var shown = (Observations.Vectors) Observations.allocate(seen.count(), vae.observationSpace());
        vae.decode(posterior.means(), shown);
        var wanted = ((Observations.Vectors) seen).values();
        double squares = 0;
        for (int i = 0; i < wanted.length; i++) {
            squares += Math.pow(wanted[i] - shown.values()[i], 2);
        }
        assertTrue(Math.sqrt(squares / wanted.length) < 0.15, "root mean square " + Math.sqrt(squares / wanted.length));
    }

    @Test
    void aRowDoesNotDependOnTheOthers() {
        var seen = store.read(0).observations();
        var all = vae.posterior(seen);
        var one = vae.posterior(seen.slice(40, 41));
        assertArrayEquals(one.means(), Arrays.copyOfRange(all.means(), 40 * 3, 41 * 3));
    }

    @Test
    void itIsSavedAndLoadedBitForBit(@TempDir Path at) throws IOException {
        vae.save(at.resolve("model.zip"));
        try (var loaded = VectorVae.load(at.resolve("model.zip"))) {
            loaded.save(at.resolve("again.zip"));
            assertArrayEquals(vae.posterior(store.read(1).observations()).means(), loaded.posterior(store.read(1).observations()).means());
            assertEquals(CONFIG, loaded.config());
        }
        assertEquals(-1, Files.mismatch(at.resolve("model.zip"), at.resolve("again.zip")));
        assertThrows(FileException.class, () -> Vae.load(at.resolve("model.zip")));
    }

    @Test
    void aResumedTrainingEndsWithTheSameBits(@TempDir Path at) {
        var small = new VectorVaeConfig(2, List.of(8), 1, 0, NOISE, 16 * 40L, 16, LearningRate.constant(0.01), 0);
        var straight = new TrainingLoop(new VectorTraining(small, store, Seed.of(2)), Training.quiet(), () -> false).run();
        var kept = new Training(Optional.of(at.resolve("checkpoint.zip")), 7, Optional.empty(), Progress.none());
        var asked = new AtomicInteger();
        assertThrows(CancellationException.class, () -> new TrainingLoop(new VectorTraining(small, store, Seed.of(2)), kept,
                () -> asked.incrementAndGet() > 17).run());
        var resumed = new TrainingLoop(new VectorTraining(small, store, Seed.of(2)), kept, () -> false).run();
        assertEquals(straight.params(), resumed.params());
    }

    @Test
    void episodesBecomeLatentsForM(@TempDir Path at) {
        var latents = LatentStore.create(at);
        vae.encode(store, latents, Progress.none());
        assertArrayEquals(vae.posterior(store.read(2).observations()).means(), latents.read(2).means());
        assertEquals(store.files().size(), latents.files().size());
    }

    @Test
    void framesAreRefusedByName(@TempDir Path at) {
        var frames = MovingSquare.store(at, 3, 4);
        var error = assertThrows(FileException.class, () -> VectorVae.train(CONFIG, frames, Seed.of(1), Training.quiet()));
        assertTrue(error.getMessage().contains("observations must be vectors, were Frames"), error.getMessage());
    }
}
