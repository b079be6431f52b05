package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import dev.reverie.core.Seed;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The loop of ask, evaluate and tell, as a stream of generations.
 *
 * <pre>{@code
 * Evolution.of(strategy, evaluator).until(Stop.target(475).or(Stop.generations(200))).stream(seed)
 *         .forEach(g -> log.write("evolve", g.number(), Map.of("best", g.bestFitness())));
 * }</pre>
 *
 * @param strategy
 *            is advanced by every generation that the stream gives
 * @param evaluator
 *            gives fitness
 * @param stop
 *            after the first generation that fulfils it the stream ends
 * @param reassessment
 *            of the strategy's mean and the best candidate, now and then
 */
public record Evolution(EvolutionStrategy strategy, Evaluator evaluator, Predicate<Generation> stop,
        Optional<Reassessment> reassessment) {
    /**
     * How noise is dealt with: the best candidate of a generation was also the luckiest, so it and the strategy's mean are evaluated again,
     * with chances of their own, {@code seed.child("reassessment", g)}.
     *
     * @param every
     *            after how many generations, at least 1
     * @param evaluator
     *            usually of more episodes
     */
    public record Reassessment(int every, Evaluator evaluator) {
        public Reassessment {
            Arguments.atLeast(1, "every", every);
            Objects.requireNonNull(evaluator, "evaluator");
        }

        private Generation of(Generation generation, Seed seed) {
            if ((generation.number() + 1) % every != 0) {
                return generation;
            }
            var both = new double[][]{generation.mean(), generation.bestCandidate()};
            double[] fitness = uninterrupted(both, seed.child("reassessment", generation.number()));
            return generation.with(new Generation.Reassessed(fitness[0], fitness[1]));
        }

        /** The strategy has been told already, so an interrupt is for the next generation. */
        private double[] uninterrupted(double[][] candidates, Seed seed) {
            try {
                return evaluator.evaluate(candidates, seed);
            } catch (CancellationException e) {
                Thread.interrupted();
                double[] fitness = evaluator.evaluate(candidates, seed);
                Thread.currentThread().interrupt();
                return fitness;
            }
        }
    }

    public Evolution {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(evaluator, "evaluator");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(reassessment, "reassessment");
    }

    /** Without end, and without reassessment. */
    public static Evolution of(EvolutionStrategy strategy, Evaluator evaluator) {
        return new Evolution(strategy, evaluator, Stop.never(), Optional.empty());
    }

    /** Ends after the first generation that fulfils {@code stop}; see {@link Stop}. */
    public Evolution until(Predicate<Generation> stop) {
        return new Evolution(strategy, evaluator, stop, reassessment);
    }

    /** See {@link Reassessment}. */
    public Evolution reassessing(int every, Evaluator evaluator) {
        return new Evolution(strategy, this.evaluator, stop, Optional.of(new Reassessment(every, evaluator)));
    }

    /**
     * Generations from where the strategy stands: each is evaluated when it is asked for, not before.
     *
     * <p>Between generations the strategy may be saved; one that was restored goes on with the same bits. When the thread is interrupted,
     * the next generation is a {@link CancellationException} instead, and the strategy stands after the last one.
     *
     * @param seed
     *            generation g is evaluated with {@code seed.child("generation", g)}
     * @return sequential, in order
     */
    public Stream<Generation> stream(Seed seed) {
        return StreamSupport.stream(new Generations(seed), false);
    }

    /**
     * Goes on for some generations, or until a {@link Stop} ends it before.
     *
     * @param generations
     *            how many, at least 1
     * @return the last one, whose {@link Generation#mean} is where the strategy then stands
     */
    public Generation last(int generations, Seed seed) {
        return limited(generations, seed).reduce((a, b) -> b).orElseThrow();
    }

    /**
     * Goes on for some generations, or until a {@link Stop} ends it before.
     *
     * @param generations
     *            how many, at least 1
     * @return the one whose mean was worth most when it was reassessed; without reassessments, whose candidates were worth most on average
     */
    public Generation best(int generations, Seed seed) {
        return limited(generations, seed).max(Comparator.comparingDouble((Generation g) -> reassessment.isEmpty() ? g.meanFitness()
                : g.reassessed().map(Generation.Reassessed::mean).orElse(Double.NEGATIVE_INFINITY))).orElseThrow();
    }

    private Stream<Generation> limited(int generations, Seed seed) {
        Arguments.atLeast(1, "generations", generations);
        return stream(seed).limit(generations);
    }

    private Generation next(Seed seed) {
        int number = strategy.generation();
        if (Thread.interrupted()) {
            throw interrupted(number);
        }
        var candidates = strategy.ask();
        double[] fitness;
        try {
            // Asked again, so that an evaluator that writes into its candidates harms nobody.
            fitness = evaluator.evaluate(strategy.ask(), seed.child("generation", number));
        } catch (CancellationException e) {
            Thread.interrupted(); // told by the exception now; the caller saves files
            throw interrupted(number);
        }
        strategy.tell(fitness);
        var generation = Generation.of(strategy, candidates, fitness);
        return reassessment.map(r -> r.of(generation, seed)).orElse(generation);
    }

    private static CancellationException interrupted(int number) {
        return new CancellationException(
                "interrupted before generation " + number + "; the strategy stands there, save it to go on later");
    }

    private final class Generations implements Spliterator<Generation> {
        private final Seed seed;
        private boolean ended;

        Generations(Seed seed) {
            this.seed = Objects.requireNonNull(seed, "seed");
        }

        @Override
        public boolean tryAdvance(Consumer<? super Generation> action) {
            if (ended) {
                return false;
            }
            var generation = next(seed);
            ended = stop.test(generation);
            action.accept(generation);
            return true;
        }

        /** Never: each generation needs the one before. */
        @Override
        public Spliterator<Generation> trySplit() {
            return null;
        }

        @Override
        public long estimateSize() {
            return Long.MAX_VALUE;
        }

        @Override
        public int characteristics() {
            return ORDERED | NONNULL | IMMUTABLE;
        }
    }
}
