package dev.reverie.envs.carracing;

import dev.reverie.core.Trig;
import java.util.Arrays;

/**
 * A closed track: the points of its middle line, in driving order. Tile i lies between point i−1 and point i; tile 0 closes the lap.
 *
 * <p>Lengths are in metres, angles in radians. The arrays are shared, not copied: nobody writes to them.
 *
 * @param alpha
 *            [N] where the point is seen from the middle of the field
 * @param beta
 *            [N] heading: the direction of travel is (−sin β, cos β)
 * @param x
 *            [N]
 * @param y
 *            [N]
 * @param border
 *            [N] whether the tile has a red or white kerb
 */
public record Track(double[] alpha, double[] beta, double[] x, double[] y, boolean[] border) {
    /** Half the width of the road. */
    static final double HALF_WIDTH = 40 / 6.0;
    /** Width of a kerb. */
    static final double KERB = 8 / 6.0;
    /** A kerb needs so many turns in a row, each sharper than {@link #KERB_TURN} and all to one side. */
    private static final int KERB_TURNS = 4;
    private static final double KERB_TURN = TrackWalk.TURN_RATE * 0.2;

    public Track {
        int n = x.length;
        if (n < 2 || alpha.length != n || beta.length != n || y.length != n || border.length != n) {
            throw new IllegalArgumentException("alpha, beta, x, y and border must have one length, at least 2, had " + alpha.length + ", "
                    + beta.length + ", " + n + ", " + y.length + " and " + border.length);
        }
    }

    /** The track that Gymnasium's CarRacing has for this seed. */
    static Track of(long seed) {
        return TrackWalk.closed(new NumpyRandom(seed));
    }

    /** The track along these points, with its kerbs. */
    static Track along(double[] alpha, double[] beta, double[] x, double[] y) {
        return new Track(alpha, beta, x, y, kerbs(beta));
    }

    /** N. */
    public int tiles() {
        return x.length;
    }

    /** The point before point i, around the lap. */
    int before(int i) {
        return i == 0 ? tiles() - 1 : i - 1;
    }

    /** Marks the ends of hard turns, then, in place, the three tiles before each mark: marks spread on over the start of the lap. */
    private static boolean[] kerbs(double[] beta) {
        int n = beta.length;
        var kerbs = new boolean[n];
        for (int i = 0; i < n; i++) {
            int left = 0;
            int right = 0;
            for (int k = 0; k < KERB_TURNS; k++) {
                double turn = beta[Math.floorMod(i - k, n)] - beta[Math.floorMod(i - k - 1, n)];
                left += turn > KERB_TURN ? 1 : 0;
                right += turn < -KERB_TURN ? 1 : 0;
            }
            kerbs[i] = left == KERB_TURNS || right == KERB_TURNS;
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < KERB_TURNS && kerbs[i]; k++) {
                kerbs[Math.floorMod(i - k, n)] = true;
            }
        }
        return kerbs;
    }

    /**
     * Corners of tile i: left and right of point i, right and left of the point before.
     *
     * @param corners
     *            [8] x, y of each; filled
     */
    void tile(int i, double[] corners) {
        strip(i, -HALF_WIDTH, HALF_WIDTH, corners);
    }

    /** Corners of the kerb beside tile i, on the inside of the turn; like {@link #tile}. */
    void kerb(int i, double[] corners) {
        double side = Math.signum(beta[before(i)] - beta[i]);
        strip(i, side * HALF_WIDTH, side * (HALF_WIDTH + KERB), corners);
    }

    private void strip(int i, double from, double to, double[] corners) {
        int j = before(i);
        double cosI = Trig.cos(beta[i]);
        double sinI = Trig.sin(beta[i]);
        double cosJ = Trig.cos(beta[j]);
        double sinJ = Trig.sin(beta[j]);
        corners[0] = x[i] + from * cosI;
        corners[1] = y[i] + from * sinI;
        corners[2] = x[i] + to * cosI;
        corners[3] = y[i] + to * sinI;
        corners[4] = x[j] + to * cosJ;
        corners[5] = y[j] + to * sinJ;
        corners[6] = x[j] + from * cosJ;
        corners[7] = y[j] + from * sinJ;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Track t && Arrays.equals(alpha, t.alpha) && Arrays.equals(beta, t.beta) && Arrays.equals(x, t.x)
                && Arrays.equals(y, t.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "Track of " + tiles() + " tiles";
    }
}
