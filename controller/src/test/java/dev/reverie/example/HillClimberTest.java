package dev.reverie.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.controller.es.Evaluator;
import dev.reverie.controller.es.Evolution;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.EvolutionStrategyContract;
import dev.reverie.controller.es.Generation;
import dev.reverie.controller.es.StrategyState;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that is written outside the package keeps the contract, is evolved, saved, found by its name and resumed. */
class HillClimberTest implements EvolutionStrategyContract {
    @Override
    public EvolutionStrategy strategy(Seed seed) {
        return new HillClimber(new double[]{3, 3, 3, 3}, 0.3, seed);
    }

    @Test
    void itIsEvolvedCheckpointedAndResumedWithTheSameBits(@TempDir Path folder) {
        Evaluator noisy = (candidates, seed) -> {
            var random = seed.random();
            return Arrays.stream(candidates).mapToDouble(x -> -Arrays.stream(x).map(v -> v * v).sum() + 0.1 * random.nextGaussian())
                    .toArray();
        };
        var seed = Seed.of(4);
        var whole = Evolution.of(strategy(seed), noisy).stream(seed).limit(30).toList();
        var strategy = strategy(seed);
        assertEquals(20, Evolution.of(strategy, noisy).stream(seed).limit(20).count());
        strategy.save(folder.resolve("state.npz"));
        var resumed = EvolutionStrategy.load(folder.resolve("state.npz"));
        assertInstanceOf(HillClimber.class, resumed);
        var rest = Evolution.of(resumed, noisy).stream(seed).limit(10).toList();
        assertEquals(whole.subList(20, 30), rest);
        assertTrue(last(whole).bestFitness() > -1, last(whole)::toString);
    }

    private static Generation last(List<Generation> generations) {
        return generations.get(generations.size() - 1);
    }

    @Test
    void aStateOfAStrategyThatNobodyKnowsIsRefusedInOneLine(@TempDir Path folder) {
        var file = folder.resolve("state.npz");
        StrategyState.of("hill-climbr").with("mean", 1, 2).save(file);
        assertEquals(file
                + ": unknown strategy 'hill-climbr'; did you mean hill-climber? known: bipop-cma-es, cma-es, hill-climber,"
                + " ipop-cma-es, openai-es, pepg, sep-cma-es, simple-ga, snes, xnes; a strategy of your own needs a StrategyProvider",
                assertThrows(FileException.class, () -> EvolutionStrategy.load(file)).getMessage());
    }

    @Test
    void theGuideShowsTheLinesThatAreCompiled() throws IOException {
        var guide = Files.readString(Path.of("../src/site/evolution.md"));
        var code = guide.substring(guide.indexOf("public final class HillClimber"), guide.indexOf("\n```", guide.indexOf("HillClimber")))
                .lines()
                .map(String::strip).toList();
        var compiled =
                Files.readAllLines(Path.of("src/test/java/dev/reverie/example/HillClimber.java")).stream().map(String::strip)
                        .toList();
        for (var line : code) {
            assertTrue(compiled.contains(line), line);
        }
    }
}
