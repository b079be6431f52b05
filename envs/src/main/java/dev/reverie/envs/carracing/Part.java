package dev.reverie.envs.carracing;

/** A convex piece of a body: its outline on the body and where that is in the world. */
final class Part {
    private final Body body;
    private final float[] localX;
    private final float[] localY;
    /** In the world, as of the last {@link #follow}. */
    final Convex outline;

    /**
     * With its corners in units of {@link Car#SIZE}, counter-clockwise.
     *
     * @param corners
     *            x, y of each
     */
    Part(Body body, int... corners) {
        this.body = body;
        int n = corners.length / 2;
        localX = new float[n];
        localY = new float[n];
        for (int i = 0; i < n; i++) {
            localX[i] = (float) (corners[2 * i] * Car.SIZE);
            localY[i] = (float) (corners[2 * i + 1] * Car.SIZE);
        }
        outline = new Convex(n);
    }

    /** Moves the outline to where the body is. */
    void follow() {
        for (int i = 0; i < localX.length; i++) {
            outline.x[i] = body.cos * localX[i] - body.sin * localY[i] + body.x;
            outline.y[i] = body.sin * localX[i] + body.cos * localY[i] + body.y;
        }
        outline.bound();
    }
}
