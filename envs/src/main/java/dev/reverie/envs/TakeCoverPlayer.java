package dev.reverie.envs;

/**
 * The player of {@link TakeCover} as a body: a box of 32 by 32 that keys and hits push, friction slows and walls stop.
 *
 * <p>The rules are those of the engine of DoomTakeCover, in words:
 * <ul>
 * <li>A key adds 0.75 to the speed along y; then the player moves by its speed, and the speed falls to 0.90625 of itself. Without a key it
 * is 0 once both of its components are below 0.0625.
 * <li>A hit that takes d of health adds d/8 units a tic, straight away from the fireball: d · 1/8 · 100/mass, the player's mass being 100.
 * There is no key for the way along x, so what is left of the push is decided by friction and the wall behind: a first hit from ahead ends
 * at the back wall, 16 units behind the start, since the weakest, 21, would carry 28.
 * <li>Where a wall is met in the middle of a tic, the speed across it is lost, the way along it is still gone in full, and of the speed
 * along it as much is left as there was of the tic after the wall was met; a player who already stands at the wall slides without loss.
 * </ul>
 */
final class TakeCoverPlayer {
    static final double RADIUS = 16;
    static final double START_X = -416;
    static final double START_Y = 384;
    static final double THRUST = 0.75;
    static final double FRICTION = 0.90625;
    static final double STOP_SPEED = 0.0625;
    /** Speed for each point of damage. */
    static final double PUSH = 0.125;

    private static final double BACK = TakeCoverGame.BACK_WALL + RADIUS;
    private static final double FAR = TakeCoverGame.FAR_WALL - RADIUS;
    private static final double RIGHT = RADIUS;
    private static final double LEFT = TakeCoverGame.LEFT_WALL - RADIUS;

    private double x = START_X;
    private double y = START_Y;
    private double vx;
    private double vy;

    /** Takes the place and the speed of another, to see where a plan would lead it. */
    void become(TakeCoverPlayer other) {
        x = other.x;
        y = other.y;
        vx = other.vx;
        vy = other.vy;
    }

    /**
     * Moves for a tic.
     *
     * @param direction
     *            1 to the left, 0 without a key, −1 to the right
     */
    void move(int direction) {
        vy += THRUST * direction;
        double nextX = Math.min(Math.max(x + vx, BACK), FAR);
        double nextY = Math.min(Math.max(y + vy, RIGHT), LEFT);
        boolean stopsX = nextX != x + vx;
        boolean stopsY = nextY != y + vy;
        if (stopsX || stopsY) {
            double leftX = stopsY ? 1 - (nextY - y) / vy : 1;
            double leftY = stopsX ? 1 - (nextX - x) / vx : 1;
            vx = stopsX ? 0 : vx * leftX;
            vy = stopsY ? 0 : vy * leftY;
        }
        x = nextX;
        y = nextY;
        if (direction == 0 && Math.abs(vx) < STOP_SPEED && Math.abs(vy) < STOP_SPEED) {
            vx = 0;
            vy = 0;
        } else {
            vx *= FRICTION;
            vy *= FRICTION;
        }
    }

    /** Takes the push of a hit from (fromX, fromY), which is elsewhere. */
    void push(double fromX, double fromY, int damage) {
        double dx = x - fromX;
        double dy = y - fromY;
        double perUnit = PUSH * damage / Math.sqrt(dx * dx + dy * dy);
        vx += perUnit * dx;
        vy += perUnit * dy;
    }

    /** −432..112, −416 at first. */
    double x() {
        return x;
    }

    /** 16..752. */
    double y() {
        return y;
    }

    /** Units a tic, negative towards the back wall. */
    double vx() {
        return vx;
    }

    /** Units a tic, positive to the left. */
    double vy() {
        return vy;
    }
}
