package dev.reverie.controller;

import dev.reverie.controller.es.Arena;
import dev.reverie.core.Dreams;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.Objects;

/**
 * Candidates in the dream. Dream number e begins and goes on with the chances of {@code seed.child("dream", e)}.
 *
 * <pre>{@code
 * var fitness = EpisodeEvaluator.of(DreamArena.of(dreams, controller), 16).withMaxSteps(1000);
 * }</pre>
 *
 * @param dreams
 *            where they play
 * @param controller
 *            of which kind they are
 */
public record DreamArena(Dreams dreams, Controller controller) implements Arena {
    public DreamArena {
        Objects.requireNonNull(dreams, "dreams");
        Objects.requireNonNull(controller, "controller");
    }

    public static DreamArena of(Dreams dreams, Controller controller) {
        return new DreamArena(dreams, controller);
    }

    @Override
    public Scores play(double[][] candidates, int[] players, int[] numbers, int maxSteps, Seed seed) {
        var keys = Arrays.stream(numbers).mapToLong(number -> seed.child("dream", number).bits()).toArray();
        return dreams.run(keys, maxSteps, ControllerBatch.of(controller, candidates).policy(players));
    }
}
