package dev.reverie.envs;

/**
 * Where the ball of {@link BouncingBall} is after one more step, given its state and the action: two independent {@link FoldedNormal}s.
 *
 * @param x
 *            of the next position's x
 * @param y
 *            of the next position's y
 */
public record BallTransition(FoldedNormal x, FoldedNormal y) {
    /** Of the next position, [x, y], in nats: the density to compare a model's with. */
    public double logDensity(double nextX, double nextY) {
        return x.logDensity(nextX) + y.logDensity(nextY);
    }

    /**
     * Of the position in {@code next}. The velocity in it follows from the position, but for the mirror image it came from, and has no
     * density of its own.
     */
    public double logDensity(BouncingBall.State next) {
        return logDensity(next.x(), next.y());
    }
}
