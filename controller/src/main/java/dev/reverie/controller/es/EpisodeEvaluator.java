package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The fitness of candidates as the mean return of some episodes each, with common random numbers: episode e has the same chances for every
 * candidate, so that their differences are less noisy than their returns. By option a race lets hopeless candidates play fewer.
 *
 * @param arena
 *            where they play
 * @param episodes
 *            a candidate
 * @param maxSteps
 *            after which an episode is cut off
 * @param racing
 *            whether hopeless candidates play fewer
 * @param chances
 *            which episodes have the same chances
 */
public record EpisodeEvaluator(Arena arena, int episodes, int maxSteps, Racing racing, CommonRandomNumbers chances) implements Evaluator {
    /**
     * What came of an evaluation.
     *
     * @param fitness
     *            [N]; −∞ for a candidate of which an episode failed
     * @param meanLength
     *            steps of an episode, over all that were played
     */
    public record Played(double[] fitness, double meanLength) {
    }

    public EpisodeEvaluator {
        Objects.requireNonNull(arena, "arena");
        Objects.requireNonNull(racing, "racing");
        Objects.requireNonNull(chances, "chances");
        Arguments.atLeast(1, "episodes", episodes);
        Arguments.atLeast(1, "maxSteps", maxSteps);
    }

    /** Every candidate plays all episodes to their end. */
    public static EpisodeEvaluator of(Arena arena, int episodes) {
        return new EpisodeEvaluator(arena, episodes, Integer.MAX_VALUE, new Racing.Off(), CommonRandomNumbers.SHARED);
    }

    /** One episode at a time, on all threads; a failure stops the run. See {@link Arena#of}. */
    public static EpisodeEvaluator of(EpisodeFitness trial, int episodes) {
        return of(Arena.of(trial), episodes);
    }

    public EpisodeEvaluator withEpisodes(int episodes) {
        return new EpisodeEvaluator(arena, episodes, maxSteps, racing, chances);
    }

    public EpisodeEvaluator withMaxSteps(int maxSteps) {
        return new EpisodeEvaluator(arena, episodes, maxSteps, racing, chances);
    }

    public EpisodeEvaluator withRacing(Racing racing) {
        return new EpisodeEvaluator(arena, episodes, maxSteps, racing, chances);
    }

    public EpisodeEvaluator withChances(CommonRandomNumbers chances) {
        return new EpisodeEvaluator(arena, episodes, maxSteps, racing, chances);
    }

    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        return play(candidates, seed).fitness();
    }

    /** The fitness of each candidate, and how long their episodes were. */
    public Played play(double[][] candidates, Seed seed) {
        return new Race(candidates, seed).run();
    }

    /** One evaluation: what was played, and who still plays. */
    private final class Race {
        private final double[][] candidates;
        private final Seed seed;
        private final double[][] returns;
        private final double[] fitness;
        private List<Integer> alive;
        private long steps;
        private long played;

        Race(double[][] candidates, Seed seed) {
            this.candidates = candidates;
            this.seed = seed;
            returns = new double[candidates.length][episodes];
            fitness = new double[candidates.length];
            alive = IntStream.range(0, candidates.length).boxed().toList();
        }

        /** Plays the episodes from..to-1 of all that are alive. */
        void play(int from, int to) {
            int count = to - from;
            int[] players = IntStream.range(0, alive.size() * count).map(i -> alive.get(i / count)).toArray();
            if (players.length == 0) {
                return;
            }
            int[] numbers = IntStream.range(0, players.length)
                    .map(i -> chances.number(players[i], from + i % count, candidates.length, episodes)).toArray();
            var scores = arena.play(candidates, players, numbers, maxSteps, seed);
            var all = scores.returns();
            for (int i = 0; i < players.length; i++) {
                returns[players[i]][from + i % count] = all[i];
                if (all[i] == Double.NEGATIVE_INFINITY) {
                    fitness[players[i]] = all[i];
                }
            }
            steps += Arrays.stream(scores.lengths()).asLongStream().sum();
            played += players.length;
            alive = alive.stream().filter(k -> fitness[k] != Double.NEGATIVE_INFINITY).toList();
        }

        Played run() {
            var interimChecks = racing.interimChecks(episodes);
            var rejected = new ArrayList<List<Integer>>();
            int done = 0;
            for (int check : interimChecks) {
                play(done, check);
                done = check;
                var survivors = racing.survivors(returns, alive, done, interimChecks.size());
                rejected.add(alive.stream().filter(k -> !survivors.contains(k)).toList());
                alive = survivors;
            }
            play(done, episodes);
            double least = rank(alive, episodes, Double.POSITIVE_INFINITY);
            for (int i = rejected.size() - 1; i >= 0; i--) {
                // a tie would share the utilities of those that went on
                least = rank(rejected.get(i), interimChecks.get(i), Math.nextDown(least));
            }
            return new Played(fitness, (double) steps / played);
        }

        /** Gives some candidates their mean, at most {@code most}; returns the least, or {@code most}. */
        private double rank(List<Integer> some, int count, double most) {
            double least = most;
            for (int k : some) {
                fitness[k] = Math.min(most, Racing.mean(returns[k], count));
                least = Math.min(least, fitness[k]);
            }
            return least;
        }
    }
}
