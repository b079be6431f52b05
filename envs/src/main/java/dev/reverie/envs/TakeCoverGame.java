package dev.reverie.envs;

import dev.reverie.core.Xoshiro256;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of {@link TakeCover} without its picture: one episode, a tic at a time.
 *
 * <p>Units are Doom's, a tic is 1/35 s. The room lies between x = −448 and 128 and y = 0 and 768; the player starts at x = −416, faces +x,
 * and moves along y, left being up. Within a tic: a new imp tries to appear, the player moves, the imps think, the fireballs fly, those
 * thrown in this tic among them: things act in the order in which they came into the world, as in Doom. Only additions, multiplications,
 * divisions and square roots, so an episode is the same on every machine.
 */
final class TakeCoverGame {
    static final double BACK_WALL = -448;
    static final double FAR_WALL = 128;
    static final double LEFT_WALL = 768;
    static final double CEILING = 104;

    static final int HEALTH = 100;

    /** A new imp tries to appear so often. */
    static final int SPAWN_INTERVAL = 60;
    static final int SPAWN_LOW = 20;
    static final int SPAWN_HIGH = 652;
    private static final double[] FIRST_IMPS = {20, 278, 652};

    /** More are hardly ever in the air or burning. */
    private static final int MANY_FIREBALLS = 24;

    private final Xoshiro256 random;
    private final List<Imp> imps = new ArrayList<>(MANY_FIREBALLS);
    private final List<Fireball> fireballs = new ArrayList<>(MANY_FIREBALLS);
    /** Burnt out, or never thrown; to be thrown (again). */
    private final List<Fireball> spent = new ArrayList<>(MANY_FIREBALLS);
    private final TakeCoverPlayer player = new TakeCoverPlayer();
    private int health = HEALTH;
    private int pain;
    private int tics;

    /** A new episode, which draws from {@code random} as it goes. */
    TakeCoverGame(Xoshiro256 random) {
        this.random = random;
        for (double place : FIRST_IMPS) {
            imps.add(new Imp(place));
        }
        for (int i = 0; i < MANY_FIREBALLS; i++) {
            spent.add(new Fireball(Imp.X, 0, TakeCoverPlayer.START_X, 0));
        }
    }

    /**
     * Plays one tic.
     *
     * @param direction
     *            1 to the left, 0 to stay, −1 to the right
     */
    void tic(int direction) {
        tics++;
        pain = Math.max(0, pain - 1);
        if (tics % SPAWN_INTERVAL == 0) {
            spawn(SPAWN_LOW + random.nextInt(SPAWN_HIGH - SPAWN_LOW + 1));
        }
        player.move(direction);
        for (int i = 0; i < imps.size(); i++) {
            var imp = imps.get(i);
            if (imp.think(random)) {
                fire(Imp.X, imp.y());
            }
        }
        fly();
    }

    /** A new imp at y, unless another stands within two radii. */
    boolean spawn(double place) {
        for (int i = 0; i < imps.size(); i++) {
            if (Math.abs(imps.get(i).y() - place) < 2 * Imp.RADIUS) {
                return false;
            }
        }
        return imps.add(new Imp(place));
    }

    /** Throws a fireball at the player. */
    void fire(double fromX, double fromY) {
        if (spent.isEmpty()) {
            fireballs.add(new Fireball(fromX, fromY, player.x(), player.y()));
            return;
        }
        var again = spent.remove(spent.size() - 1);
        again.begin(fromX, fromY, player.x(), player.y());
        fireballs.add(again);
    }

    private void fly() {
        for (int i = 0; i < fireballs.size(); i++) {
            var fireball = fireballs.get(i);
            if (fireball.tic(player, imps)) {
                int damage = damage(random);
                player.push(fireball.x(), fireball.y(), damage);
                hurt(damage);
            }
        }
        // in order of throwing, but not of burning out
        for (int i = fireballs.size() - 1; i >= 0; i--) {
            if (fireballs.get(i).gone()) {
                spent.add(fireballs.remove(i));
            }
        }
    }

    /** Of one hit: 3·(1..8)·7, each as likely; half of them are 105 or more. */
    static int damage(Xoshiro256 random) {
        return 3 * (1 + random.nextInt(8)) * 7;
    }

    void hurt(int damage) {
        health = Math.max(0, health - damage);
        pain = Math.min(HEALTH, pain + damage);
    }

    boolean dead() {
        return health == 0;
    }

    /** 0..100. */
    int health() {
        return health;
    }

    /** How red the player sees, 0..100: grows by the damage, falls by 1 a tic. */
    int pain() {
        return pain;
    }

    /** How many were played. */
    int tics() {
        return tics;
    }

    /** Where the player is and how fast; not to be changed. */
    TakeCoverPlayer player() {
        return player;
    }

    /** In order of appearance; not to be changed. */
    List<Imp> imps() {
        return imps;
    }

    /** In order of throwing, explosions among them; not to be changed. */
    List<Fireball> fireballs() {
        return fireballs;
    }
}
