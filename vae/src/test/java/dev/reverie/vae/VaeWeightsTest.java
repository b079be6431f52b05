package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaeWeightsTest {
    @TempDir
    private static Path folder;
    private static Vae vae;

    @BeforeAll
    static void train() {
        vae = Vae.train(Small.config(3), MovingSquare.store(folder, 2, 10), Seed.of(3), Training.quiet());
    }

    @AfterAll
    static void close() {
        vae.close();
    }

    private static Observations.Frames frames() {
        return (Observations.Frames) MovingSquare.episode(20, 30).observations();
    }

    @Test
    void exportedWeightsComeBackExactly(@TempDir Path at) {
        vae.exportWeights(at.resolve("weights.npz"));
        try (var again = Vae.importWeights(at.resolve("weights.npz"))) {
            assertEquals(vae.parameterCount(), again.parameterCount());
            assertArrayEquals(vae.posterior(frames()).means(), again.posterior(frames()).means());
            var z = new float[]{1, 0, -1, 2};
            assertEquals(vae.decode(z), again.decode(z));
        }
    }

    @Test
    void weightsOfAnotherShapeAreRefusedByName(@TempDir Path at) {
        var file = at.resolve("weights.npz");
        vae.exportWeights(file);
        var arrays = new LinkedHashMap<>(Npz.load(file));
        arrays.put("conv3.weight", Npy.of(new float[4 * 4 * 4 * 9], 4, 4, 4, 9));
        Npz.save(file, arrays);
        var error = assertThrows(FileException.class, () -> Vae.importWeights(file));
        assertEquals(file + ": conv3.weight must be <f4[4, 4, 4, 8], was <f4[4, 4, 4, 9]", error.getMessage());
        arrays.remove("conv3.weight");
        Npz.save(file, arrays);
        assertTrue(assertThrows(FileException.class, () -> Vae.importWeights(file)).getMessage().contains("has no array 'conv3.weight'"));
    }
}
