package dev.reverie.envs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a perfect observer of {@link TakeCover} knows: where the fireballs in flight will cross the player's line and when, and how the
 * player stands.
 *
 * <p>Impacts are a soft histogram of {@link #OFFSETS} by {@link #TICS}: a fireball that will cross the player's x in τ tics, d units to the
 * left of where the player is now, adds exp(−½((d − offset)/12)²) · exp(−½((τ − tics)/(3 + tics/4))²) to a bin. So the numbers are smooth
 * in what they tell, and those of several fireballs add.
 */
final class TakeCoverState {
    /** Units to the player's left. */
    static final double[] OFFSETS = {-70, -50, -32, -16, 0, 16, 32, 50, 70};
    /** Tics until the crossing. */
    static final double[] TICS = {6, 16, 30, 50};
    static final List<String> NAMES = names();

    private static final double WIDTH = 12;
    /** A player this near to a wall cannot go on towards it for long. */
    private static final double WALL = 48;
    private static final double MANY_IMPS = 16;

    private TakeCoverState() {
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (double offset : OFFSETS) {
            for (double tics : TICS) {
                names.add("impact " + (int) offset + " in " + (int) tics);
            }
        }
        names.addAll(List.of("place", "speed", "at left wall", "at right wall", "imps", "health", "pain"));
        return List.copyOf(names);
    }

    /**
     * Writes the state of a game.
     *
     * @param into
     *            impacts; the player's place from −1 (right wall) to 1, speed in 8 units a tic, whether a wall is within 48 units; imps of
     *            16; health and pain of 100
     */
    static void write(TakeCoverGame game, float[] into, int from) {
        int impacts = OFFSETS.length * TICS.length;
        Arrays.fill(into, from, from + impacts, 0);
        var player = game.player();
        for (int i = 0; i < game.fireballs().size(); i++) {
            var fireball = game.fireballs().get(i);
            double tics = (player.x() - fireball.x()) / fireball.vx();
            if (!fireball.exploded() && fireball.vx() < 0 && tics >= 0) {
                add(fireball.y() + fireball.vy() * tics - player.y(), tics, into, from);
            }
        }
        double half = TakeCoverGame.LEFT_WALL / 2;
        int at = from + impacts;
        into[at++] = (float) ((player.y() - half) / half);
        into[at++] = (float) (player.vy() / 8);
        into[at++] = player.y() > TakeCoverGame.LEFT_WALL - WALL ? 1 : 0;
        into[at++] = player.y() < WALL ? 1 : 0;
        into[at++] = (float) (game.imps().size() / MANY_IMPS);
        into[at++] = game.health() / 100f;
        into[at] = game.pain() / 100f;
    }

    private static void add(double offset, double tics, float[] into, int from) {
        int at = from;
        for (double there : OFFSETS) {
            double here = bell((offset - there) / WIDTH);
            for (double then : TICS) {
                into[at++] += (float) (here * bell((tics - then) / (3 + then / 4)));
            }
        }
    }

    private static double bell(double deviations) {
        return Math.exp(-0.5 * deviations * deviations);
    }
}
