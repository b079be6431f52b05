package dev.reverie.controller.es;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Pool;
import dev.reverie.core.Seed;
import dev.reverie.core.WorkerTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * The fitness of candidates as the mean return of some episodes each, on all threads, with common random numbers: episode e has the same chances for every
 * candidate, {@code seed.child("episode", e)}, so that their differences are less noisy than their returns. The number of threads changes no bit.
 *
 * @param trial
 *            plays an episode
 * @param episodes
 *            a candidate
 * @param racing
 *            whether hopeless candidates play fewer
 * @param failures
 *            what becomes of candidates whose episode fails
 * @param pool
 *            the threads
 */
public record EpisodeEvaluator(EpisodeFitness trial, int episodes, Racing racing, FailurePolicy failures, Pool pool) implements Evaluator {
    public EpisodeEvaluator {
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(racing, "racing");
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(pool, "pool");
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes must be >= 1, was " + episodes);
        }
    }

    /** Every candidate plays all episodes, a failure stops the run, on the engine's threads. */
    public static EpisodeEvaluator of(EpisodeFitness trial, int episodes) {
        return new EpisodeEvaluator(trial, episodes, new Racing.Off(), new FailurePolicy.Stop(), Engine.current().pool());
    }

    public EpisodeEvaluator withEpisodes(int episodes) {
        return new EpisodeEvaluator(trial, episodes, racing, failures, pool);
    }

    public EpisodeEvaluator withRacing(Racing racing) {
        return new EpisodeEvaluator(trial, episodes, racing, failures, pool);
    }

    public EpisodeEvaluator withFailures(FailurePolicy failures) {
        return new EpisodeEvaluator(trial, episodes, racing, failures, pool);
    }

    public EpisodeEvaluator withPool(Pool pool) {
        return new EpisodeEvaluator(trial, episodes, racing, failures, pool);
    }

    /** One evaluation: what was played, and who still plays. */
    private final class Race {
        private final double[][] candidates;
        private final Seed seed;
        private final double[][] returns;
        private final double[] fitness;
        private final FailurePolicy.Failure[] failed;
        private List<Integer> alive = new ArrayList<>();

        Race(double[][] candidates, Seed seed) {
            this.candidates = candidates;
            this.seed = seed;
            returns = new double[candidates.length][episodes];
            fitness = new double[candidates.length];
            failed = new FailurePolicy.Failure[candidates.length];
            for (int k = 0; k < candidates.length; k++) {
                alive.add(k);
            }
        }

        /** Plays the episodes from..to-1 of all that are alive. */
        void play(int from, int to) {
            int count = to - from;
            var results = new FailurePolicy.Failure[alive.size() * count];
            pool.run(results.length, part -> results[part] = episode(alive.get(part / count), from + part % count));
            for (var failure : results) {
                if (failure != null && failed[failure.candidate()] == null) {
                    failed[failure.candidate()] = failure;
                    handle(failure);
                }
            }
            alive = alive.stream().filter(k -> failed[k] == null).toList();
        }

        private FailurePolicy.Failure episode(int candidate, int episode) {
            if (WorkerTeam.isInterrupted()) {
                throw new CancellationException("interrupted while candidates were evaluated");
            }
            var chances = seed.child("episode", episode);
            try {
                returns[candidate][episode] = trial.play(candidates[candidate], chances);
                return Double.isNaN(returns[candidate][episode])
                        ? new FailurePolicy.Failure(candidate, chances, new ArithmeticException("its return is NaN"))
                        : null;
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                return new FailurePolicy.Failure(candidate, chances, e);
            }
        }

        private void handle(FailurePolicy.Failure failure) {
            if (failures instanceof FailurePolicy.CountAsWorst worst) {
                fitness[failure.candidate()] = Double.NEGATIVE_INFINITY;
                worst.report().accept(failure);
            } else {
                throw new EpisodeFailedException(failure);
            }
        }

        double[] run() {
            var interimChecks = racing.interimChecks(episodes);
            var rejected = new ArrayList<List<Integer>>();
            int played = 0;
            for (int look : interimChecks) {
                play(played, look);
                played = look;
                var survivors = racing.survivors(returns, alive, played, interimChecks.size());
                rejected.add(alive.stream().filter(k -> !survivors.contains(k)).toList());
                alive = survivors;
            }
            play(played, episodes);
            double least = rank(alive, episodes, Double.POSITIVE_INFINITY);
            for (int i = rejected.size() - 1; i >= 0; i--) {
                least = rank(rejected.get(i), interimChecks.get(i), Math.nextDown(least)); // a tie would share the utilities of those that went on
            }
            return fitness;
        }

        /** Gives some candidates their mean, at most {@code most}; returns the least, or {@code most}. */
        private double rank(List<Integer> some, int played, double most) {
            double least = most;
            for (int k : some) {
                fitness[k] = Math.min(most, Racing.mean(returns[k], played));
                least = Math.min(least, fitness[k]);
            }
            return least;
        }
    }

    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        return new Race(candidates, seed).run();
    }
}
