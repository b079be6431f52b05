package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.NativeMemory;
import dev.reverie.compute.Precision;
import dev.reverie.core.Decoder;
import dev.reverie.core.Encoder;
import dev.reverie.core.EncoderContract;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Gaussians;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Observations;
import dev.reverie.core.Progress;
import dev.reverie.core.RecordedProgress;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class VaeTest implements EncoderContract {
    private static final int STEPS = 30;

    @TempDir
    private static Path folder;
    private static EpisodeStore store;
    private static Vae vae;

    @BeforeAll
    static void train() {
        store = MovingSquare.store(folder.resolve("episodes"), 8, STEPS);
        vae = Vae.train(Small.config(150), store, Seed.of(3), Training.quiet());
    }

    @AfterAll
    static void close() {
        vae.close();
    }

    @Override
    public Encoder encoder() {
        return vae;
    }

    @Override
    public Decoder decoder() {
        return vae;
    }

    private static Observations.Frames frames() {
        return (Observations.Frames) MovingSquare.episode(20, STEPS).observations();
    }

    private static double squaredError(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = ((one[i] & 0xFF) - (other[i] & 0xFF)) / 255.0;
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void framesItHasNotSeenComeBackBetterThanAsTheMeanFrame() {
        var frames = frames();
        var posterior = vae.posterior(frames);
        var shown = (Observations.Frames) Observations.allocate(frames.count(), vae.observationSpace());
        vae.decode(posterior.means(), shown);
        var mean = new FrameStream(FrameSource.of(store), 1, VaeConfig.Augmentation.none(), 1000, Seed.of(1), () -> false).mean();
        var means = new byte[frames.pixels().length];
        for (int i = 0; i < means.length; i++) {
            means[i] = mean[i % mean.length];
        }
        double error = squaredError(frames.pixels(), shown.pixels());
        double trivial = squaredError(frames.pixels(), means);
        assertTrue(error < 0.7 * trivial, error + " is not much below " + trivial);
    }

    @Test
    void aRowsBitsDoNotDependOnTheOthers() {
        var frames = frames();
        var all = vae.posterior(frames);
        int size = vae.latentSize();
        for (int row = 0; row < frames.count(); row++) {
            var one = vae.posterior(frames.slice(row, row + 1));
            assertArrayEquals(Arrays.copyOfRange(all.means(), row * size, (row + 1) * size), one.means());
            assertArrayEquals(Arrays.copyOfRange(all.logVariances(), row * size, (row + 1) * size), one.logVariances());
        }
        var shown = (Observations.Frames) Observations.allocate(frames.count(), vae.observationSpace());
        vae.decode(all.means(), shown);
        for (int row = 0; row < frames.count(); row++) {
            assertEquals(shown.row(row), vae.decode(Arrays.copyOfRange(all.means(), row * size, (row + 1) * size)));
        }
    }

    @Test
    void manyThreadsGetWhatOneGets() {
        var frames = frames();
        var expected = vae.posterior(frames);
        IntStream.range(0, 8).parallel().forEach(i -> {
            var seen = vae.posterior(i % 2 == 0 ? frames : frames.slice(0, 2));
            assertArrayEquals(Arrays.copyOf(expected.means(), seen.means().length), seen.means());
        });
    }

    @Test
    void thePlansComputeWhatTheNetworkTrains() throws IOException {
        var file = folder.resolve("for-network.zip");
        vae.save(file);
        var network = ModelFile.read(file).network();
        var frames = frames();
        var values = new float[frames.pixels().length];
        Pixels.toFloats(frames.pixels(), 0, values, 0, values.length);
        var x = Nd4j.createFromArray(values).reshape(frames.count(), ConvVaeArchitecture.FRAME);
        var output = network.output(x).dup().data().asFloat();
        var posterior = vae.posterior(frames);
        var latent = network.feedForwardToLayer(ConvVaeArchitecture.LATENT, x).get(ConvVaeArchitecture.LATENT + 1).dup().data().asFloat();
        assertArrayEquals(latent, posterior.means(), 1e-4f);
        var shown = (Observations.Frames) Observations.allocate(frames.count(), vae.observationSpace());
        vae.decode(posterior.means(), shown);
        for (int i = 0; i < output.length; i++) {
            assertEquals(255 * output[i], shown.pixels()[i] & 0xFF, 0.6);
        }
    }

    @Test
    void latentsAreDrawnFromThePosteriorRowByRow() {
        var frames = (Observations.Frames) frames().slice(0, 3);
        var posterior = vae.posterior(frames);
        var z = new float[3 * vae.latentSize()];
        vae.encode(frames, Seed.of(6).random(), z);
        var random = Seed.of(6).random();
        for (int i = 0; i < z.length; i++) {
            assertEquals(posterior.means()[i] + (float) (Math.exp(0.5 * posterior.logVariances()[i]) * random.nextGaussian()), z[i]);
        }
    }

    @Test
    void aStoreIsEncodedEpisodeByEpisode() {
        var latents = LatentStore.create(folder.resolve("latents"));
        var progress = new RecordedProgress();
        vae.encode(store, latents, progress);
        assertEquals(8, latents.files().size());
        assertEquals(8, progress.updates().get(progress.updates().size() - 1).step());
        for (int i = 0; i < 8; i++) {
            var episode = store.read(i);
            var read = latents.read(i);
            var posterior = vae.posterior(episode.observations());
            assertArrayEquals(posterior.means(), read.means());
            assertArrayEquals(posterior.logVariances(), read.logVariances());
            assertArrayEquals(episode.rewards(), read.rewards());
            assertEquals(episode.terminated(), read.terminated());
            assertEquals(episode.seed(), read.seed());
        }
    }

    @Test
    void aSavedVaeIsTheSame() throws IOException {
        var file = folder.resolve("model.zip");
        vae.save(file);
        try (var again = Vae.load(file)) {
            assertEquals(vae.config(), again.config());
            assertEquals(vae.parameterCount(), again.parameterCount());
            assertArrayEquals(vae.posterior(frames()).means(), again.posterior(frames()).means());
            again.save(folder.resolve("again.zip"));
            assertEquals(-1, Files.mismatch(file, folder.resolve("again.zip")));
        }
        assertThrows(FileException.class, () -> Vae.load(folder.resolve("missing.zip")));
    }

    @Test
    void anInterruptStopsTrainingAndEncodingAndStaysSet() {
        var checkpoint = folder.resolve("interrupted.zip");
        var training = new Training(Optional.of(checkpoint), 1000, Optional.empty(), Progress.none());
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> vae.encode(store, LatentStore.open(folder), Progress.none()));
        assertThrows(CancellationException.class, () -> Vae.train(Small.config(3), store, Seed.of(1), training));
        assertTrue(Thread.interrupted());
        Vae.train(Small.config(3), store, Seed.of(1), training).close();
        assertTrue(Files.exists(checkpoint));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var small = Observations.allocate(1, Space.frame(32, 32, 3));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> vae.posterior(small)).getMessage().contains("64"));
        var z = new float[vae.latentSize() + 1];
        assertThrows(IllegalArgumentException.class, () -> vae.encode(frames().slice(0, 1), Seed.of(1).random(), z));
        assertThrows(IllegalArgumentException.class, () -> vae.decode(z, frames().slice(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Gaussians(3, new float[6], new float[5]));
    }

    @Test
    void aClosedVaeSaysSo() {
        var file = folder.resolve("to-close.zip");
        vae.save(file);
        var closed = Vae.load(file);
        closed.posterior(frames());
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.posterior(frames()));
    }

    @Test
    void aLineBetweenLatentsBeginsAndEndsWithThem() {
        var from = new float[]{1, -1, 0.5f, 0};
        var to = new float[]{-2, 0, 0.5f, 1};
        var shown = (Observations.Frames) Observations.allocate(5, vae.observationSpace());
        vae.interpolate(from, to, shown);
        assertEquals(vae.decode(from), shown.row(0));
        assertEquals(vae.decode(to), shown.row(4));
        assertEquals(vae.decode(new float[]{-0.5f, -0.5f, 0.5f, 0.5f}), shown.row(2));
        assertThrows(IllegalArgumentException.class, () -> vae.interpolate(from, new float[3], shown));
    }

    @Test
    void samplesAreFramesOfThePrior() {
        var shown = (Observations.Frames) Observations.allocate(3, vae.observationSpace());
        vae.sample(Seed.of(4).random(), shown);
        var random = Seed.of(4).random();
        var z = new float[3 * vae.latentSize()];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) random.nextGaussian();
        }
        assertEquals(vae.decode(Arrays.copyOfRange(z, 4, 8)), shown.row(1));
    }

    @Test
    void roundedToSixteenBitsTheLatentsAreNearlyTheSame(@TempDir Path at) {
        vae.save(at.resolve("model.zip"));
        try (var rounded = Vae.load(at.resolve("model.zip"), Precision.BF16)) {
            var exact = vae.posterior(frames());
            var coarse = rounded.posterior(frames());
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < exact.means().length; i++) {
                sum += Math.pow(exact.means()[i] - coarse.means()[i], 2);
                squares += Math.pow(exact.means()[i], 2);
            }
            assertTrue(sum > 0 && sum < 1e-3 * squares, "relative error " + Math.sqrt(sum / squares));
            var one = rounded.posterior(frames().slice(5, 6));
            assertArrayEquals(Arrays.copyOfRange(coarse.means(), 20, 24), one.means());
        }
    }

    @Test
    void encodingInsideThePoolsPartsEnds() {
        var expected = vae.posterior(frames()).means();
        Engine.current().pool().run(4, part -> assertArrayEquals(expected, vae.posterior(frames()).means()));
    }

    @Test
    void aClosedVaeHoldsNoNativeMemory(@TempDir Path folder) {
        vae.save(folder.resolve("vae.zip"));
        var frames = frames();
        NativeMemory.assertFlat(20, () -> {
            try (var loaded = Vae.load(folder.resolve("vae.zip"))) {
                loaded.decode(loaded.posterior(frames).means(), Observations.allocate(frames.count(), loaded.observationSpace()));
            }
        });
    }
}
