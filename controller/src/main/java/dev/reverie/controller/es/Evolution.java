package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The loop of ask, evaluate and tell, as a stream of generations.
 *
 * <pre>{@code
 * Evolution.of(strategy, evaluator).stream(seed).limit(200).forEach(g -> log.write("evolve", g.number(), Map.of("best", g.bestFitness())));
 * }</pre>
 *
 * @param strategy
 *            is advanced by every generation that the stream gives
 * @param evaluator
 *            gives fitness
 */
public record Evolution(EvolutionStrategy strategy, Evaluator evaluator) {
    public Evolution {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(evaluator, "evaluator");
    }

    public static Evolution of(EvolutionStrategy strategy, Evaluator evaluator) {
        return new Evolution(strategy, evaluator);
    }

    /**
     * Generations from where the strategy stands, without end: each is evaluated when it is asked for, not before. The caller stops, with {@code limit}
     * or {@code takeWhile} (which has the one that it drops evaluated too).
     *
     * <p>Between generations the strategy may be saved; one that was restored goes on with the same bits. When the thread is interrupted, the next
     * generation is a {@link CancellationException} instead, and the strategy stands after the last one.
     *
     * @param seed
     *            generation g is evaluated with {@code seed.child("generation", g)}
     * @return sequential, in order
     */
    public Stream<Generation> stream(Seed seed) {
        return StreamSupport.stream(new Generations(seed), false);
    }

    private Generation next(Seed seed) {
        int number = strategy.generation();
        if (Thread.interrupted()) {
            throw new CancellationException(
                    "interrupted before generation " + number + "; the strategy stands there, save it to go on later");
        }
        var candidates = strategy.ask();
        // Asked again, so that an evaluator that writes into its candidates harms nobody.
        var fitness = evaluator.evaluate(strategy.ask(), seed.child("generation", number));
        strategy.tell(fitness);
        return Generation.of(strategy, candidates, fitness);
    }

    private final class Generations implements Spliterator<Generation> {
        private final Seed seed;

        Generations(Seed seed) {
            this.seed = Objects.requireNonNull(seed, "seed");
        }

        @Override
        public boolean tryAdvance(Consumer<? super Generation> action) {
            action.accept(next(seed));
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
