package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Pool;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EpisodeEvaluatorTest {
    private static final Seed SEED = Seed.of(1).child("generation", 3);

    /** The candidate's only parameter and noise of the episode. */
    private static final EpisodeFitness NOISY = (x, seed) -> x[0] + seed.random().nextGaussian();

    private static double[][] candidates(int n) {
        var candidates = new double[n][1];
        for (int k = 0; k < n; k++) {
            candidates[k][0] = k * 7 % n;
        }
        return candidates;
    }

    @Test
    void candidatesMeetTheSameChances() {
        double[] fitness = EpisodeEvaluator.of(NOISY, 3).evaluate(candidates(5), SEED);
        double noise = 0;
        for (int e = 0; e < 3; e++) {
            noise += SEED.child("episode", e).random().nextGaussian() / 3;
        }
        for (int k = 0; k < 5; k++) {
            assertEquals(k * 7 % 5 + noise, fitness[k], 1e-12);
        }
    }

    @Test
    void threadsChangeNoBit() {
        for (var racing : List.of(new Racing.Off(), new Racing.Halving(2, 4), new Racing.Significance(4, 4, 0.1))) {
            EpisodeFitness trial = (x, seed) -> x[0] + seed.child("of", (long) x[0]).random().nextGaussian();
            var fitness = new double[3][];
            for (int threads = 1; threads <= 3; threads++) {
                var arena = Arena.of(trial, new FailurePolicy.Stop(), new Pool(threads));
                fitness[threads - 1] = EpisodeEvaluator.of(arena, 16).withRacing(racing).evaluate(candidates(20), SEED);
            }
            assertArrayEquals(fitness[0], fitness[1]);
            assertArrayEquals(fitness[0], fitness[2]);
        }
    }

    @Test
    void aFailureStopsTheRunAndNamesCandidateAndSeed() {
        EpisodeFitness trial = (x, seed) -> {
            if (x[0] == 2) {
                throw new IllegalArgumentException("the track is gone");
            }
            return 1;
        };
        var error =
                assertThrows(EpisodeFailedException.class, () -> EpisodeEvaluator.of(trial, 2).evaluate(new double[][]{{1}, {2}}, SEED));
        assertEquals("candidate 1 failed in the episode with seed 1/generation/3/episode/0: the track is gone", error.getMessage());
        var nan = assertThrows(IllegalStateException.class,
                () -> EpisodeEvaluator.of((x, seed) -> Double.NaN, 1).evaluate(new double[][]{{1}}, SEED));
        assertEquals("candidate 0 failed in the episode with seed 1/generation/3/episode/0: its return is NaN", nan.getMessage());
    }

    @Test
    void aFailureMayCountAsTheWorstAndIsReported() {
        var reported = new ArrayList<String>();
        EpisodeFitness trial = (x, seed) -> {
            if (x[0] == 2) {
                throw new IllegalStateException("crash");
            }
            return x[0];
        };
        double[] fitness =
                EpisodeEvaluator
                        .of(Arena.of(trial, new FailurePolicy.CountAsWorst(failure -> reported.add(failure.toString())), new Pool(2)), 3)
                        .evaluate(new double[][]{{1}, {2}, {3}}, SEED);
        assertArrayEquals(new double[]{1, Double.NEGATIVE_INFINITY, 3}, fitness);
        assertEquals(List.of("candidate 1 failed in the episode with seed 1/generation/3/episode/0: crash"), reported);
    }

    @Test
    void anInterruptCancels() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> EpisodeEvaluator.of(NOISY, 3).evaluate(candidates(5), SEED));
        assertTrue(Thread.interrupted());
    }

    @Test
    void halvingPlaysFewerEpisodesAndKeepsTheOrderOfTheBest() {
        var played = new AtomicInteger();
        EpisodeFitness counted = (x, seed) -> {
            played.incrementAndGet();
            return NOISY.play(x, seed);
        };
        double[] fitness = EpisodeEvaluator.of(counted, 16).withRacing(new Racing.Halving(2, 4)).evaluate(candidates(16), SEED);
        // 16 play 2, 8 play 2 more, 4 play 12 more
        assertEquals(16 * 2 + 8 * 2 + 4 * 12, played.get());
        double[] all = EpisodeEvaluator.of(NOISY, 16).evaluate(candidates(16), SEED);
        assertArrayEquals(Arrays.copyOf(Ranking.bestFirst(all), 4), Arrays.copyOf(Ranking.bestFirst(fitness), 4));
        double leastSurvivor = fitness[Ranking.bestFirst(fitness)[3]];
        assertTrue(Arrays.stream(fitness).filter(f -> f <= leastSurvivor).count() >= 13, "the rejected are not above");
    }

    @Test
    void aRaceRejectsTheHopelessAndHardlyEverOneOfTheBest() {
        int population = 20;
        int keep = 10;
        int lost = 0;
        var played = new AtomicInteger();
        int rounds = 300;
        for (int round = 0; round < rounds; round++) {
            // independent noise: the hardest case; true means 0, 0.2, 0.4, ...
            EpisodeFitness trial = (x, seed) -> {
                played.incrementAndGet();
                return 0.2 * x[0] + seed.child("of", (long) x[0]).random().nextGaussian();
            };
            var returns = new double[population][16];
            var seed = Seed.of(round);
            var alive = new ArrayList<Integer>();
            for (int k = 0; k < population; k++) {
                alive.add(k);
                for (int e = 0; e < 16; e++) {
                    returns[k][e] = trial.play(new double[]{k}, seed.child("episode", e));
                }
            }
            var race = new Racing.Significance(4, keep, 0.1);
            List<Integer> left = alive;
            for (int look : race.interimChecks(16)) {
                left = race.survivors(returns, left, look, race.interimChecks(16).size());
            }
            lost += left.contains(10) ? 0 : 1; // the least of the ten best
            assertTrue(left.size() >= keep);
        }
        assertTrue(lost <= 0.1 * rounds, "the tenth best was lost in " + lost + " of " + rounds);
        var race = new Racing.Significance(4, keep, 0.1);
        var clear = new double[population][16];
        var all = new ArrayList<Integer>();
        for (int k = 0; k < population; k++) {
            all.add(k);
            for (int e = 0; e < 16; e++) {
                clear[k][e] = 100 * k + Seed.of(k).child("e", e).random().nextGaussian();
            }
        }
        assertEquals(keep, race.survivors(clear, all, 4, 2).size());
    }

    @Test
    void studentsTailsAreThoseOfTheTables() {
        double[][] table =
                {{1, 12.706, 0.025}, {2, 4.303, 0.025}, {3, 5.841, 0.005}, {7, 3.499, 0.005}, {10, 1.812, 0.05}, {30, 2.750, 0.005}};
        for (double[] row : table) {
            assertEquals(row[2], StudentT.above(row[1], (int) row[0]), 5e-5, Arrays.toString(row));
            assertEquals(1 - row[2], StudentT.above(-row[1], (int) row[0]), 5e-5);
        }
    }
}
