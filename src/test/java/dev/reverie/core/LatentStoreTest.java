package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentStoreTest {
    @TempDir
    Path folder;

    private static Latents latents(int steps, int size, long seed) {
        var random = Seed.of(seed).random();
        var means = new float[(steps + 1) * size];
        var logVariances = new float[(steps + 1) * size];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) random.nextGaussian();
            logVariances[i] = -random.nextFloat();
        }
        var actions = new float[steps];
        for (int t = 0; t < steps; t++) {
            actions[t] = random.nextFloat();
        }
        return new Latents(size, means, logVariances, actions, new float[steps], true, false, seed);
    }

    @Test
    void latentsComeBack() {
        var store = LatentStore.create(folder);
        store.write(3, latents(7, 2, 1));
        store.write(1, latents(5, 2, 2));
        var opened = LatentStore.open(folder);
        assertEquals(latents(7, 2, 1), opened.read(3));
        assertEquals(java.util.List.of(latents(5, 2, 2), latents(7, 2, 1)), opened.stream().toList());
    }

    @Test
    void startsAreTheFirstFrames() {
        var store = LatentStore.create(folder);
        store.write(0, latents(7, 2, 1));
        store.write(1, latents(5, 2, 2));
        var starts = store.starts();
        assertEquals(2, starts.count());
        assertEquals(store.read(1).means()[1], starts.means()[3]);
        assertEquals(store.read(1).logVariances()[0], starts.logVariances()[2]);
    }

    /** 20,000 draws: the mean is within 5 standard errors, the variance within 5 of its own. */
    @Test
    void samplesHaveThePosteriorsMeanAndVariance() {
        var one = new Latents(1, new float[]{2, 0}, new float[]{(float) Math.log(0.25), 0}, new float[1], new float[1], true, false, 0);
        var random = Seed.of(5).random();
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        var z = new float[1];
        for (int i = 0; i < n; i++) {
            one.sample(0, random, z, 0);
            sum += z[0] - 2;
            squares += (z[0] - 2) * (z[0] - 2);
        }
        assertEquals(0, sum / n, 5 * 0.5 / Math.sqrt(n));
        assertEquals(0.25, squares / n, 5 * 0.25 * Math.sqrt(2.0 / n));
    }

    @Test
    void whatIsNotThereOrNotWholeIsAnErrorThatNamesIt() throws IOException {
        assertThrows(FileException.class, () -> LatentStore.open(folder.resolve("nowhere")));
        var store = LatentStore.create(folder);
        store.write(0, latents(7, 2, 1));
        var file = store.files().get(0);
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        var error = assertThrows(FileException.class, () -> store.read(0));
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    }

    @Test
    void theLearningRateFallsAsPublished() {
        var rate = new LearningRate(1e-3, 1e-5, 0.99999);
        assertEquals(1e-3, rate.at(0), 1e-15);
        assertEquals((1e-3 - 1e-5) * Math.pow(0.99999, 24_400) + 1e-5, rate.at(24_400), 1e-15);
        assertEquals(0.5, LearningRate.constant(0.5).at(1_000_000), 0);
        assertThrows(IllegalArgumentException.class, () -> new LearningRate(1e-3, 1e-2, 1));
    }
}
