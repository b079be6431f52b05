package dev.reverie.experiments.evolve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.es.Strategies;
import dev.reverie.controller.es.StrategySettings;
import dev.reverie.core.FileException;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvEvolutionTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.reverie.controller.es.Strategies#names")
    void everyStrategySolvesCartPole(String strategy) {
        var settings = EvolveSettings.of("CartPole").withStrategy(strategy).withTarget(475).withGenerations(100);
        var result = new EnvEvolution(settings, folder, Progress.none()).run();
        assertTrue(result.test().mean() >= 475, strategy + " after " + result.generations() + ": " + result.test());
    }

    @Test
    void killedAndResumedItEndsWithTheSameFiles() throws IOException {
        var settings = EvolveSettings.of("CartPole").withStrategy("pepg").withLayers("4").withGenerations(13);
        var whole = folder.resolve("whole");
        var parts = folder.resolve("parts");
        new EnvEvolution(settings, whole, Progress.none()).run();
        for (int stopAt : new int[]{3, 7, 12}) {
            Progress killer = (step, total, message) -> {
                if (step == stopAt) {
                    Thread.currentThread().interrupt();
                }
            };
            assertThrows(CancellationException.class, () -> new EnvEvolution(settings, parts, killer).run());
        }
        new EnvEvolution(settings, parts, Progress.none()).run();
        for (var file : new String[]{"state.npz", "metrics.jsonl", "controller.npy", "settings.txt"}) {
            assertArrayEquals(Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(parts.resolve(file)), file);
        }
        long modified = Files.getLastModifiedTime(parts.resolve("state.npz")).toMillis();
        assertEquals(13, new EnvEvolution(settings, parts, Progress.none()).run().generations(), "finished stays finished");
        assertEquals(modified, Files.getLastModifiedTime(parts.resolve("state.npz")).toMillis());
    }

    @Test
    void otherSettingsInTheSameFolderAreRefusedByName() {
        var settings = EvolveSettings.of("CartPole").withGenerations(1);
        new EnvEvolution(settings, folder, Progress.none()).run();
        new EnvEvolution(settings.withGenerations(2), folder, Progress.none()).run();
        var error = assertThrows(FileException.class,
                () -> new EnvEvolution(settings.withStrategy("snes"), folder, Progress.none()).run());
        assertEquals(folder.resolve("settings.txt") + ": is of another evolution: strategy cma-es, now snes. "
                + "Give the same settings to go on with it, another --run, or --overwrite", error.getMessage());
    }

    @Test
    void aStateOfAnotherStrategyOrSizeIsRefusedInOneLine() {
        var settings = EvolveSettings.of("CartPole").withGenerations(1);
        new EnvEvolution(settings, folder, Progress.none()).run();
        var state = folder.resolve("state.npz");
        Strategies.make("snes", 10, StrategySettings.of(32, 0.5), Seed.of(1)).save(state);
        assertEquals(state + ": state must be that of strategy 'cma-es', is that of 'snes'", refused(settings));
        Strategies.make("cma-es", 11, StrategySettings.of(32, 0.5), Seed.of(1)).save(state);
        assertEquals(state + ": state must have 10 parameters, has 11", refused(settings));
    }

    private String refused(EvolveSettings settings) {
        return assertThrows(FileException.class, () -> new EnvEvolution(settings.withGenerations(2), folder, Progress.none()).run())
                .getMessage();
    }

    @Test
    void picturesNeedAWorldModel() {
        var error = assertThrows(IllegalArgumentException.class,
                () -> new EnvEvolution(EvolveSettings.of("TakeCover"), folder, Progress.none()).run());
        assertTrue(error.getMessage().startsWith("observations must be vectors for a controller without a world model"),
                error.getMessage());
        assertTrue(Files.notExists(folder.resolve("settings.txt")));
    }
}
