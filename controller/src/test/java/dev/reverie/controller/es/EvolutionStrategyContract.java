package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link EvolutionStrategy} keeps. Implement it as a test of a strategy of your own; the state is read by {@link
 * EvolutionStrategy#load}, so that it needs a {@link StrategyProvider}.
 */
public interface EvolutionStrategyContract {
    /** One of a few parameters, at least 3 candidates a generation, that begins within 10 of the origin. */
    EvolutionStrategy strategy(Seed seed);

    private EvolutionStrategy strategy() {
        return strategy(Seed.of(1));
    }

    private static double sphere(double[] x) {
        return Arrays.stream(x).map(v -> v * v).sum();
    }

    private static double[] fitness(double[][] candidates) {
        return Arrays.stream(candidates).mapToDouble(x -> -sphere(x)).toArray();
    }

    private static void generations(EvolutionStrategy strategy, int count) {
        for (int g = 0; g < count; g++) {
            strategy.tell(fitness(strategy.ask()));
        }
    }

    @Test
    default void candidatesHaveTheStatedShape() {
        var strategy = strategy();
        var candidates = strategy.ask();
        assertEquals(strategy.population(), candidates.length);
        for (var candidate : candidates) {
            assertEquals(strategy.size(), candidate.length);
        }
        assertEquals(strategy.size(), strategy.mean().length);
        assertTrue(strategy.stepSize() > 0);
    }

    @Test
    default void fitnessIsMaximised() {
        var strategy = strategy();
        strategy.tell(fitness(strategy.ask()));
        double before = sphere(strategy.mean());
        generations(strategy, 100);
        assertTrue(sphere(strategy.mean()) < 0.1 * before, before + " became " + sphere(strategy.mean()));
        assertEquals(101, strategy.generation());
    }

    @Test
    default void askedTwiceTheCandidatesAreTheSame() {
        var strategy = strategy();
        generations(strategy, 2);
        var once = strategy.ask();
        var again = strategy.ask();
        assertTrue(Arrays.deepEquals(once, again));
        again[0][0] = 77;
        assertTrue(Arrays.deepEquals(once, strategy.ask()), "candidates are the caller's own");
        strategy.tell(fitness(once));
        assertFalse(Arrays.deepEquals(once, strategy.ask()));
    }

    @Test
    default void tellBeforeAskIsRefused() {
        var strategy = strategy();
        assertThrows(IllegalStateException.class, () -> strategy.tell(new double[strategy.population()]));
        generations(strategy, 1);
        assertThrows(IllegalStateException.class, () -> strategy.tell(new double[strategy.population()]));
        assertEquals(1, strategy.generation());
    }

    @Test
    default void aFitnessThatIsNoNumberIsRefusedByName() {
        var strategy = strategy();
        var fitness = fitness(strategy.ask());
        var kept = fitness.clone();
        fitness[2] = Double.NaN;
        var error = assertThrows(IllegalArgumentException.class, () -> strategy.tell(fitness));
        assertTrue(error.getMessage().contains("candidate 2") && error.getMessage().contains("NaN"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> strategy.tell(new double[strategy.population() + 1]));
        strategy.tell(kept);
        assertEquals(1, strategy.generation());
    }

    @Test
    default void flatAndInfiniteFitnessDoNoHarm() {
        var strategy = strategy();
        for (int g = 0; g < 100; g++) {
            strategy.ask();
            var fitness = new double[strategy.population()];
            if (g % 3 == 0) {
                fitness[g % fitness.length] = Double.NEGATIVE_INFINITY;
            }
            strategy.tell(fitness);
            assertTrue(Double.isFinite(strategy.stepSize()) && Arrays.stream(strategy.mean()).allMatch(Double::isFinite));
        }
    }

    /** Bounds for a strategy that drifts at random or has a schedule; one that goes by differences alone does not move at all. */
    @Test
    default void onAConstantFunctionItNeitherGrowsNorVanishes() {
        for (double value : new double[]{0, 0.1, -1e300, Double.NEGATIVE_INFINITY}) {
            var strategy = strategy();
            double[] start = strategy.mean();
            double step = strategy.stepSize();
            for (int g = 0; g < 1000; g++) {
                var fitness = new double[strategy.ask().length];
                Arrays.fill(fitness, value);
                strategy.tell(fitness);
            }
            for (int i = 0; i < start.length; i++) {
                assertEquals(start[i], strategy.mean()[i], 200 * step, "parameter " + i + " where all are worth " + value);
            }
            assertTrue(strategy.stepSize() <= 2 * step && strategy.stepSize() >= step / 1000, step + " became " + strategy.stepSize());
        }
    }

    @Test
    default void itIsAFunctionOfItsSeedAndTheFitness() {
        var one = strategy(Seed.of(1));
        var same = strategy(Seed.of(1));
        var other = strategy(Seed.of(2));
        generations(one, 5);
        generations(same, 5);
        generations(other, 5);
        assertArrayEquals(one.mean(), same.mean());
        assertTrue(Arrays.deepEquals(one.ask(), same.ask()));
        assertFalse(Arrays.equals(one.mean(), other.mean()));
    }

    @Test
    default void whatWasAskedButNotToldIsAskedAgainAfterARestore(@TempDir Path folder) {
        var strategy = strategy();
        generations(strategy, 3);
        var asked = strategy.ask();
        strategy.save(folder.resolve("state.npz"));
        var restored = EvolutionStrategy.load(folder.resolve("state.npz"));
        assertEquals(3, restored.generation());
        assertTrue(Arrays.deepEquals(asked, restored.ask()));
    }

    @Test
    default void savedAndLoadedItContinuesIdentically(@TempDir Path folder) {
        var whole = strategy();
        var first = strategy();
        generations(whole, 7);
        generations(first, 4);
        first.save(folder.resolve("state.npz"));
        for (var resumed : new EvolutionStrategy[]{EvolutionStrategy.load(folder.resolve("state.npz")), strategy(Seed.of(9))}) {
            resumed.restore(folder.resolve("state.npz"));
            generations(resumed, 3);
            assertArrayEquals(whole.mean(), resumed.mean());
            assertEquals(whole.stepSize(), resumed.stepSize());
            assertTrue(Arrays.deepEquals(whole.ask(), resumed.ask()));
        }
    }
}
