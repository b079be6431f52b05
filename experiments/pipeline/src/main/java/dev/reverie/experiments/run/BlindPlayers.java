package dev.reverie.experiments.run;

import dev.reverie.core.Policy;
import dev.reverie.core.Space;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Players that do not look, to set beside C: what a score is worth that one of them has too.
 *
 * @param actions
 *            of the environment
 */
record BlindPlayers(Space actions) {
    private static final String PER_STEP = "random per step";
    private static final String HELD = "random held 1-10";
    private static final String SWEEP = "blind sweep ";
    /** Steps that a sweep keeps one direction. */
    private static final int[] LENGTHS = {10, 25, 50, 100, 200};

    /** Whether a table's row is of a sweep. */
    static boolean isSweep(String player) {
        return player.startsWith(SWEEP);
    }

    /** Whether a table's row is of one of them. */
    static boolean has(String player) {
        return isSweep(player) || player.equals(PER_STEP) || player.equals(HELD);
    }

    /** A new action each step, and one that is held for 1 to 10 steps. */
    Map<String, Policy> random() {
        var players = new LinkedHashMap<String, Policy>();
        players.put(PER_STEP, Policy.random(actions));
        players.put(HELD, Policy.random(actions).held(1, 10));
        return players;
    }

    /**
     * From one end of the actions to the other, always the same number of steps each way; none where actions have more than one element, or
     * no ends.
     */
    Map<String, Policy> sweeps() {
        var players = new LinkedHashMap<String, Policy>();
        if (actions instanceof Space.Discrete || actions instanceof Space.Box box && box.size() == 1 && Float.isFinite(box.low(0))
                && Float.isFinite(box.high(0))) {
            for (int steps : LENGTHS) {
                players.put(SWEEP + steps, Policy.sweep(actions).held(steps, steps));
            }
        }
        return players;
    }

    Map<String, Policy> all() {
        var players = random();
        players.putAll(sweeps());
        return players;
    }

    /** By its name in a table. */
    Optional<Policy> of(String player) {
        return Optional.ofNullable(all().get(player));
    }
}
