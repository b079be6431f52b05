package dev.reverie.envs;

import java.util.List;

/**
 * A fireball of {@link TakeCover}: flies straight at 10 units a tic from its imp towards where the player was then, until it meets
 * something, and explodes there, harmless from then on.
 *
 * <p>The rules are Doom's for missiles, in words:
 * <ul>
 * <li>It begins half a tic's way ahead of the middle of its imp, at height 32, and flies its first whole tic within the tic of the throw.
 * Aimed from floor to floor it stays at that height, below the imps' 56 and the player's.
 * <li>Things meet where their boxes do: closer than both radii along either axis.
 * <li>In one tic it moves in two or three equal steps, none as long as its radius; a step that would meet something is not taken, so it
 * explodes where the step before it ended.
 * <li>It passes through the imp that threw it. Another imp in its way stops it and is not hurt, since imps do not hurt imps. They stand 40
 * apart at least, so this befalls only throws far to the side.
 * <li>Fireballs pass through each other. The player is met by the fireball's steps alone, not by stepping into one.
 * </ul>
 */
final class Fireball {
    static final double SPEED = 10;
    static final double RADIUS = 6;
    /** How many tics an explosion is seen. */
    static final int EXPLOSION = 18;

    private static final double LONGEST_STEP = RADIUS - 1;
    private static final double PLAYER_REACH = RADIUS + TakeCoverPlayer.RADIUS;
    private static final double IMP_REACH = RADIUS + Imp.RADIUS;

    private double fromY;
    private double vx;
    private double vy;
    private int steps;
    private double x;
    private double y;
    /** Tics since the explosion began; −1 in flight. */
    private int explosion;

    /** One thrown at (x, y) towards (targetX, targetY), which is elsewhere. */
    Fireball(double x, double y, double targetX, double targetY) {
        begin(x, y, targetX, targetY);
    }

    /** Is thrown anew, as if it had never been before. */
    void begin(double x, double y, double targetX, double targetY) {
        explosion = -1;
        double dx = targetX - x;
        double dy = targetY - y;
        double distance = Math.sqrt(dx * dx + dy * dy);
        vx = SPEED * dx / distance;
        vy = SPEED * dy / distance;
        steps = 1 + (int) (Math.max(Math.abs(vx), Math.abs(vy)) / LONGEST_STEP);
        fromY = y;
        this.x = x + vx / 2;
        this.y = y + vy / 2;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    /** Units a tic, negative towards the player. */
    double vx() {
        return vx;
    }

    /** Units a tic, positive to the player's left. */
    double vy() {
        return vy;
    }

    /** How many it takes in a tic, 2 or 3. */
    int steps() {
        return steps;
    }

    boolean exploded() {
        return explosion >= 0;
    }

    /** Tics since the explosion began, 0..17. */
    int explosion() {
        return explosion;
    }

    boolean gone() {
        return explosion >= EXPLOSION;
    }

    /**
     * Flies or burns for a tic.
     *
     * @param imps
     *            that may be in the way; the one at y where it was thrown is not
     * @return whether it has just hit the player
     */
    boolean tic(TakeCoverPlayer player, List<Imp> imps) {
        if (exploded()) {
            explosion++;
            return false;
        }
        double startX = x;
        double startY = y;
        for (int step = 1; step <= steps; step++) {
            double nextX = startX + vx * step / steps;
            double nextY = startY + vy * step / steps;
            boolean hit = meets(nextX, nextY, player.x(), player.y(), PLAYER_REACH);
            if (hit || isBlocked(nextX, nextY, imps)) {
                explode();
                return hit;
            }
            x = nextX;
            y = nextY;
        }
        return false;
    }

    private boolean isBlocked(double nextX, double nextY, List<Imp> imps) {
        for (int i = 0; nextX > Imp.X - IMP_REACH && i < imps.size(); i++) {
            double impY = imps.get(i).y();
            if (impY != fromY && meets(nextX, nextY, Imp.X, impY, IMP_REACH)) {
                return true;
            }
        }
        return nextX < TakeCoverGame.BACK_WALL + RADIUS || nextY < RADIUS || nextY > TakeCoverGame.LEFT_WALL - RADIUS;
    }

    private static boolean meets(double x, double y, double otherX, double otherY, double reach) {
        return Math.abs(x - otherX) < reach && Math.abs(y - otherY) < reach;
    }

    void explode() {
        explosion = 0;
    }
}
