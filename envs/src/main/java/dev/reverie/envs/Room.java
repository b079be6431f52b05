package dev.reverie.envs;

/**
 * The empty room of {@link TakeCover}, ray-cast column by column.
 *
 * <p>A column of the picture is cut where a corner of the room goes through it, and each part has one wall with ceiling above and floor
 * below. Edges and bricks are averaged over the pixel, so that a small step of the player is a small change of the picture.
 */
final class Room {
    private static final double FAR_DEPTH = Camera.depth(TakeCoverGame.FAR_WALL);
    /** Red, green and blue of a brick of brightness 1. */
    private static final double[] BRICK = {136, 109, 86};
    private static final double FAR_LIGHT = 0.90;

    private final double[] bricks = new double[2 * Bricks.COURSES + 1];
    /** Of the column at work, [row]: how much brick shows, and how grey the rest is. */
    private final double[] wall = new double[Camera.SIZE];
    private final double[] grey = new double[Camera.SIZE];

    /** Paints all of {@code pixels}, [64, 64, 3], as seen from y. */
    void paint(double y, byte[] pixels) {
        double leftCorner = (TakeCoverGame.LEFT_WALL - y) / FAR_DEPTH;
        double rightCorner = -y / FAR_DEPTH;
        for (int column = 0; column < Camera.SIZE; column++) {
            double high = Camera.slope(column);
            double low = Camera.slope(column + 1);
            for (int row = 0; row < Camera.SIZE; row++) {
                wall[row] = 0;
                grey[row] = 0;
            }
            if (high > leftCorner) {
                side(y, TakeCoverGame.LEFT_WALL - y, Math.max(low, leftCorner), high, 1);
            }
            if (low < rightCorner) {
                side(y, y, -Math.min(high, rightCorner), -low, -1);
            }
            double farHigh = Math.min(high, leftCorner);
            double farLow = Math.max(low, rightCorner);
            if (farHigh > farLow) {
                Bricks.column(y + FAR_DEPTH * farLow, y + FAR_DEPTH * farHigh, bricks);
                part(y, FAR_DEPTH, FAR_DEPTH, (farHigh + farLow) / 2, (farHigh - farLow) * Camera.ACROSS, FAR_LIGHT);
            }
            store(column, pixels);
        }
    }

    /** A part that shows the left (hand 1) or right (hand −1) wall, {@code away} units off, between two slopes, both counted outwards. */
    private void side(double y, double away, double inner, double outer, int hand) {
        double near = away / outer;
        double far = Math.min(away / inner, FAR_DEPTH);
        double start = TakeCoverGame.PLAYER_X - TakeCoverGame.BACK_WALL;
        // At an edge of the picture the part may be thinner than a rounding error.
        Bricks.column(start + near, start + Math.max(far, near + 1e-6), bricks);
        double light = 0.97 - 0.30 * Math.min(Math.max((near - 60) / 440, 0), 1);
        part(y, near, far, hand * (inner + outer) / 2, (outer - inner) * Camera.ACROSS, light);
    }

    /** A part of a column, {@code weight} of its width, whose wall goes from depth {@code near} on one side to {@code far} on the other. */
    private void part(double y, double near, double far, double slope, double weight, double light) {
        double topNear = Camera.row(TakeCoverGame.CEILING, near);
        double topFar = Camera.row(TakeCoverGame.CEILING, far);
        double bottomNear = Camera.row(0, near);
        double bottomFar = Camera.row(0, far);
        for (int row = 0; row < Camera.SIZE; row++) {
            double share = row < Camera.HORIZON ? 1 - above(topNear, topFar, row) : above(bottomFar, bottomNear, row);
            if (share > 0) {
                boolean up = row < Camera.HORIZON;
                double high = Camera.height(row, up ? far : near);
                double low = Camera.height(row + 1, up ? near : far);
                wall[row] += share * weight * light * Bricks.mean(bricks, low, high);
            }
            if (share < 1) {
                grey[row] += (1 - share) * weight * Flats.grey(row, y + slope * Camera.flatDepth(row + 0.5));
            }
        }
    }

    /** How much of the pixel at {@code row} lies above an edge that falls from {@code from} to {@code to} ≥ from across it. */
    private static double above(double from, double to, int row) {
        if (to <= row) {
            return 0;
        }
        if (from >= row + 1) {
            return 1;
        }
        if (to - from < 1e-3) {
            return Math.min(Math.max(from - row, 0), 1);
        }
        return (filled(to - row) - filled(from - row)) / (to - from);
    }

    /** The integral of max(0, min(t, 1)) from 0 to x. */
    private static double filled(double x) {
        return x <= 0 ? 0 : x < 1 ? x * x / 2 : x - 0.5;
    }

    private void store(int column, byte[] pixels) {
        int at = column * Camera.CHANNELS;
        for (int row = 0; row < Camera.SIZE; row++, at += Camera.SIZE * Camera.CHANNELS) {
            for (int channel = 0; channel < Camera.CHANNELS; channel++) {
                pixels[at + channel] = (byte) Math.min(255, (int) (wall[row] * BRICK[channel] + grey[row] + 0.5));
            }
        }
    }
}
