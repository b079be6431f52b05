package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolutionTest {
    private static final Seed SEED = Seed.of(1).child("evolve");

    private static CmaEs strategy() {
        return CmaEs.of(new double[]{1, 2, 3}, CmaEs.Options.of(3), Seed.of(1).child("es"));
    }

    /** A sphere that moves with the seed. */
    private static double[] noisy(double[][] candidates, Seed seed) {
        var random = seed.random();
        return Arrays.stream(candidates).mapToDouble(x -> -Functions.sphere(x) + 0.1 * random.nextGaussian()).toArray();
    }

    @Test
    void aGenerationIsEvaluatedWhenItIsAskedFor() {
        var seeds = new ArrayList<Seed>();
        var strategy = strategy();
        var generations = Evolution.of(strategy, (candidates, seed) -> {
            seeds.add(seed);
            return noisy(candidates, seed);
        }).stream(SEED);
        assertEquals(0, seeds.size());
        assertEquals(List.of(0, 1, 2), generations.limit(3).map(Generation::number).toList());
        assertEquals(List.of(SEED.child("generation", 0), SEED.child("generation", 1), SEED.child("generation", 2)), seeds);
        assertEquals(3, strategy.generation());
    }

    @Test
    void theLastOfSomeGenerationsIsWhereTheStrategyStands() {
        var strategy = strategy();
        var last = Evolution.of(strategy, EvolutionTest::noisy).last(5, SEED);
        assertEquals(4, last.number());
        assertArrayEquals(strategy.mean(), last.mean());
        assertEquals(6, Evolution.of(strategy, EvolutionTest::noisy).until(Stop.generations(7)).last(100, SEED).number());
        assertThrows(IllegalArgumentException.class, () -> Evolution.of(strategy, EvolutionTest::noisy).last(0, SEED));
    }

    @Test
    void theBestGenerationIsToldByReassessmentsWhereThereAreAny() {
        var all = Evolution.of(strategy(), EvolutionTest::noisy).stream(SEED).limit(20).toList();
        double most = all.stream().mapToDouble(Generation::meanFitness).max().orElseThrow();
        assertEquals(most, Evolution.of(strategy(), EvolutionTest::noisy).best(20, SEED).meanFitness());
        var reassessed = Evolution.of(strategy(), EvolutionTest::noisy).reassessing(4, EvolutionTest::noisy);
        double best = reassessed.best(20, SEED).reassessed().orElseThrow().mean();
        var again = Evolution.of(strategy(), EvolutionTest::noisy).reassessing(4, EvolutionTest::noisy).stream(SEED).limit(20).toList();
        assertEquals(again.stream().flatMap(g -> g.reassessed().stream()).mapToDouble(Generation.Reassessed::mean).max().orElseThrow(),
                best);
    }

    @Test
    void aGenerationSumsUpWhatWasTold() {
        var strategy = strategy();
        var candidates = strategy.ask();
        var first = Evolution.of(strategy, (all, seed) -> {
            for (var candidate : all) {
                Arrays.fill(candidate, 0);
            }
            return new double[]{1, 5, -3, 0, 5, 2, 4}; // 7 candidates
        }).stream(SEED).findFirst().orElseThrow();
        assertEquals(0, first.number());
        assertEquals(5, first.bestFitness());
        assertEquals(2, first.meanFitness());
        assertEquals(-3, first.worstFitness());
        assertArrayEquals(candidates[1], first.bestCandidate());
        assertArrayEquals(strategy.mean(), first.mean());
        assertEquals(strategy.stepSize(), first.stepSize());
        first.mean()[0] = 7;
        first.bestCandidate()[0] = 7;
        assertArrayEquals(strategy.mean(), first.mean());
        assertArrayEquals(candidates[1], first.bestCandidate());
    }

    @Test
    void aRestoredStrategyContinuesIdentically(@TempDir Path folder) {
        var whole = Evolution.of(strategy(), EvolutionTest::noisy).stream(SEED).limit(8).toList();
        var strategy = strategy();
        var first = Evolution.of(strategy, EvolutionTest::noisy).stream(SEED).limit(5).toList();
        strategy.save(folder.resolve("state.npz"));
        var rest = Evolution.of(CmaEs.load(folder.resolve("state.npz")), EvolutionTest::noisy).stream(SEED).limit(3).toList();
        assertEquals(whole.subList(0, 5), first);
        assertEquals(whole.subList(5, 8), rest);
    }

    @Test
    void anInterruptCancelsBetweenGenerations() {
        var strategy = strategy();
        var generations = Evolution.of(strategy, EvolutionTest::noisy).stream(SEED).peek(g -> {
            if (g.number() == 2) {
                Thread.currentThread().interrupt();
            }
        });
        var error = assertThrows(CancellationException.class, () -> generations.forEach(g -> {
        }));
        assertTrue(error.getMessage().contains("before generation 3"), error.getMessage());
        assertEquals(3, strategy.generation());
        assertFalse(Thread.interrupted());
    }

    @Test
    void aWrongNumberOfValuesIsRefused() {
        var stream = Evolution.of(strategy(), (candidates, seed) -> new double[3]).stream(SEED);
        var error = assertThrows(IllegalArgumentException.class, stream::findFirst);
        assertEquals("fitness must have one value for each of 7 candidates, had 3", error.getMessage());
    }

    private static List<Generation> until(Predicate<Generation> stop) {
        return Evolution.of(strategy(), (candidates, seed) -> Arrays.stream(candidates).mapToDouble(x -> -Functions.sphere(x)).toArray())
                .until(stop).stream(SEED).limit(500).toList();
    }

    private static Generation last(List<Generation> generations) {
        return generations.get(generations.size() - 1);
    }

    @Test
    void itEndsAfterTheFirstGenerationThatFulfilsARule() {
        assertEquals(12, until(Stop.generations(12)).size());
        assertEquals(6, until(Stop.evaluations(36)).size(), "7 candidates each");
        var reached = until(Stop.target(-1e-3));
        assertTrue(last(reached).bestFitness() >= -1e-3);
        assertTrue(reached.stream().limit(reached.size() - 1).allMatch(g -> g.bestFitness() < -1e-3));
        assertEquals(10, until(Stop.target(-1e-3).or(Stop.generations(10))).size());
        assertTrue(last(until(Stop.stepSize(1e-3))).stepSize() <= 1e-3);
        long[] clock = {0};
        assertEquals(5, until(Stop.after(Duration.ofNanos(5), () -> clock[0]++)).size());
        assertEquals(500, until(Stop.never()).size());
    }

    @Test
    void stagnationCountsGenerationsSinceTheLastRise() {
        var stagnation = Stop.stagnation(3, 0.5);
        double[] fitness = {1, 2, 2.4, 2.6, 2.7, 2.8, 2.9};
        boolean[] stops = {false, false, false, false, false, false, true};
        for (int g = 0; g < fitness.length; g++) {
            assertEquals(stops[g], stagnation.seen(g, fitness[g]), "generation " + g);
        }
    }

    @Test
    void meanAndBestAreReassessedEveryFewGenerationsWithOtherChances() {
        var seeds = new ArrayList<Seed>();
        var again = new ArrayList<double[][]>();
        var strategy = strategy();
        var generations = Evolution.of(strategy, EvolutionTest::noisy).reassessing(3, (candidates, seed) -> {
            seeds.add(seed);
            again.add(candidates);
            return new double[]{7, 8};
        }).stream(SEED).limit(7).toList();
        assertEquals(List.of(SEED.child("reassessment", 2), SEED.child("reassessment", 5)), seeds);
        for (int g = 0; g < 7; g++) {
            assertEquals(g == 2 || g == 5, generations.get(g).reassessed().isPresent());
        }
        assertArrayEquals(generations.get(5).mean(), again.get(1)[0]);
        assertArrayEquals(generations.get(5).bestCandidate(), again.get(1)[1]);
        assertEquals(new Generation.Reassessed(7, 8), generations.get(5).reassessed().orElseThrow());
        assertEquals(49, last(generations).evaluations());
    }

    @Test
    void anInterruptedEvaluationLeavesTheStrategyBeforeItsGeneration() {
        var strategy = strategy();
        var stream = Evolution.of(strategy, EpisodeEvaluator.of((x, seed) -> -Functions.sphere(x), 2)).stream(SEED).peek(g -> {
        });
        Evaluator interrupted = (candidates, seed) -> {
            throw new CancellationException("asked to");
        };
        assertEquals(1, stream.limit(1).count());
        assertThrows(CancellationException.class, () -> Evolution.of(strategy, interrupted).stream(SEED).findFirst());
        assertEquals(1, strategy.generation());
    }
}
