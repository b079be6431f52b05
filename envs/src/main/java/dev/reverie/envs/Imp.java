package dev.reverie.envs;

import dev.reverie.core.Xoshiro256;

/**
 * An imp of {@link TakeCover}: stands at the far wall, notices the player, and now and then throws a fireball.
 *
 * <p>It thinks at intervals. While chasing, which for one that cannot walk is waiting, every thought either counts down to the next chance
 * or, at 0, takes it: 56 of 256 attack, the others count down from 0..15 again. An attack faces the player for 16 tics with raised arms,
 * then throws, then rests 6 tics. It turns to the player as it raises its arms and again as it throws, so a fireball is aimed at where the
 * player is in the tic of the throw, and the picture never shows an imp from the side. This is Doom's A_Look, A_Chase and
 * P_CheckMissileRange for a target more than 264 units away.
 */
final class Imp {
    static final double X = 64;
    static final double RADIUS = 20;
    static final double HEIGHT = 56;

    static final int LOOK = 10;
    static final int CHASE = 3;
    static final int FACE = 16;
    static final int RECOVER = 6;
    /** Thoughts before it may attack for the first time. */
    static final int REACTION = 8;
    /** Of 256: how often a chance is taken. */
    static final int CHANCE = 56;

    private enum Phase {
        LOOKING, CHASING, FACING, RECOVERING
    }

    private final double y;
    private Phase phase = Phase.LOOKING;
    private int wait = LOOK;
    private int reaction = REACTION;
    private int moves;
    private boolean justAttacked;

    /** A new one, which has seen nobody yet, at (64, y). */
    Imp(double y) {
        this.y = y;
    }

    double y() {
        return y;
    }

    /** Whether its arms are raised: a fireball comes within 16 tics, or has just left. */
    boolean attacks() {
        return phase == Phase.FACING || phase == Phase.RECOVERING;
    }

    /** In how many tics it throws, the next being 1; 0 if that is not known yet. */
    int throwsIn() {
        return phase == Phase.FACING ? wait : 0;
    }

    /** Lives through one tic; true if it throws in this one. */
    boolean think(Xoshiro256 random) {
        if (--wait > 0) {
            return false;
        }
        if (phase == Phase.FACING) {
            phase = Phase.RECOVERING;
            wait = RECOVER;
            return true;
        }
        phase = Phase.CHASING;
        wait = CHASE;
        chase(random);
        return false;
    }

    private void chase(Xoshiro256 random) {
        if (reaction > 0) {
            reaction--;
        }
        if (justAttacked) {
            justAttacked = false;
            moves = random.nextInt(16);
        } else if (moves == 0 && reaction == 0 && random.nextInt(256) < CHANCE) {
            justAttacked = true;
            phase = Phase.FACING;
            wait = FACE;
        } else if (--moves < 0) {
            moves = random.nextInt(16);
        }
    }
}
