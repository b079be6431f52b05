package dev.reverie.envs;

/**
 * A fireball of {@link TakeCover}: flies straight at 10 units a tic from where it was thrown towards where the player was then, until it
 * hits the player or a wall, and explodes there, harmless from then on.
 */
final class Fireball {
    static final double SPEED = 10;
    static final double RADIUS = 6;
    /** How many tics an explosion is seen. */
    static final int EXPLOSION = 18;

    private final double vx;
    private final double vy;
    private double x;
    private double y;
    /** Tics since the explosion began; −1 in flight. */
    private int explosion = -1;

    /** One thrown at (x, y) towards (targetX, targetY), which is elsewhere. */
    Fireball(double x, double y, double targetX, double targetY) {
        this.x = x;
        this.y = y;
        double dx = targetX - x;
        double dy = targetY - y;
        double distance = Math.sqrt(dx * dx + dy * dy);
        vx = SPEED * dx / distance;
        vy = SPEED * dy / distance;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
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

    /** Flies or burns for a tic. */
    void tic() {
        if (exploded()) {
            explosion++;
            return;
        }
        x += vx;
        y += vy;
        double left = TakeCoverGame.LEFT_WALL - RADIUS;
        if (x < TakeCoverGame.BACK_WALL + RADIUS || y < RADIUS || y > left) {
            x = Math.max(x, TakeCoverGame.BACK_WALL + RADIUS);
            y = Math.min(Math.max(y, RADIUS), left);
            explode();
        }
    }

    void explode() {
        explosion = 0;
    }

    /** Whether it flies where it hurts a player at (x, y): closer than both radii along either axis, as Doom's boxes touch. */
    boolean hits(double playerX, double playerY) {
        double reach = RADIUS + TakeCoverGame.PLAYER_RADIUS;
        return !exploded() && Math.abs(x - playerX) < reach && Math.abs(y - playerY) < reach;
    }
}
