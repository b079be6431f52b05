package dev.reverie.envs;

/**
 * How an imp of {@link TakeCover} looks: dark brown, the head red, arms hanging or raised.
 *
 * <p>All imps stand equally far away, so their size in the picture is always the same, 3 pixels by 7, and only the place along the row
 * changes. Each pose is averaged over the height of every row once and kept as an integral across; a pixel's share of it is then exact
 * wherever the imp stands.
 */
final class ImpSprite {
    private static final double DEPTH = Camera.depth(Imp.X);
    /** Of the drawing, arms included. */
    private static final int WIDTH = 52;
    private static final int HEIGHT = 64;
    private static final int TOP = (int) Camera.row(HEIGHT, DEPTH);
    private static final int ROWS = (int) Camera.row(0, DEPTH) + 1 - TOP;
    private static final double UNITS = DEPTH / Camera.ACROSS;
    /** Samples a row, up and down. */
    private static final int SAMPLES = 32;

    private static final int[] LEGS = {58, 42, 24};
    private static final int[] BODY = {72, 50, 31};
    private static final int[] ARM = {58, 40, 24};
    private static final int[] RAISED = {70, 44, 24};
    private static final int[] CLAW = {196, 120, 52};
    private static final int[] HEAD = {128, 36, 22};

    private static final ImpSprite IDLE = new ImpSprite(false);
    private static final ImpSprite ATTACK = new ImpSprite(true);

    /** [row][u][red, green, blue, opacity], integrated from the left edge of the drawing; colours weighted by opacity. */
    private final float[][][] across = new float[ROWS][WIDTH + 1][4];

    private ImpSprite(boolean attacks) {
        for (int row = 0; row < ROWS; row++) {
            for (int u = 0; u < WIDTH; u++) {
                var sum = new double[4];
                for (int sample = 0; sample < SAMPLES; sample++) {
                    double z = Camera.height(TOP + row + (sample + 0.5) / SAMPLES, DEPTH);
                    var colour = colour(u + 0.5 - WIDTH / 2.0, z, attacks);
                    for (int channel = 0; colour != null && channel < 4; channel++) {
                        sum[channel] += channel == 3 ? 1 : colour[channel];
                    }
                }
                for (int channel = 0; channel < 4; channel++) {
                    across[row][u + 1][channel] = (float) (across[row][u][channel] + sum[channel] / SAMPLES);
                }
            }
        }
    }

    /** The drawing: u to the right of the middle and z above the floor; null where one sees past it. */
    private static int[] colour(double u, double z, boolean attacks) {
        double side = Math.abs(u);
        if (z < 0) {
            return null;
        }
        if (side < 7 && z > 44 && z < Imp.HEIGHT) {
            return HEAD;
        }
        if (side < 11 && z > 20 && z <= 45) {
            return BODY;
        }
        if (side > 1.5 && side < 11 && z <= 20) {
            return LEGS;
        }
        if (!attacks) {
            return side >= 11 && side < 16 && z > 18 && z < 44 ? ARM : null;
        }
        if (side >= 10 && side < 24 && z > 34 && z < 43) {
            return RAISED;
        }
        if (side >= 15 && side < 25 && z >= 43 && z < 62) {
            return z > 52 ? CLAW : RAISED;
        }
        return null;
    }

    /** Paints an imp over {@code pixels}, [64, 64, 3], as seen from y. */
    static void paint(Imp imp, double y, byte[] pixels) {
        (imp.attacks() ? ATTACK : IDLE).paint(Camera.column(imp.y() - y, DEPTH), pixels);
    }

    private void paint(double middle, byte[] pixels) {
        double left = middle - WIDTH / 2.0 / UNITS;
        int first = Math.max(0, (int) Math.floor(left));
        int last = Math.min(Camera.SIZE - 1, (int) Math.floor(left + WIDTH / UNITS));
        for (int column = first; column <= last; column++) {
            double u0 = Math.min(Math.max((column - left) * UNITS, 0), WIDTH);
            double u1 = Math.min(Math.max((column + 1 - left) * UNITS, 0), WIDTH);
            for (int row = 0; row < ROWS; row++) {
                var line = across[row];
                double clear = 1 - (upTo(line, u1, 3) - upTo(line, u0, 3)) / UNITS;
                int at = ((TOP + row) * Camera.SIZE + column) * Camera.CHANNELS;
                for (int channel = 0; channel < Camera.CHANNELS; channel++) {
                    double colour = (upTo(line, u1, channel) - upTo(line, u0, channel)) / UNITS;
                    pixels[at + channel] = (byte) (int) (colour + clear * (pixels[at + channel] & 0xFF) + 0.5);
                }
            }
        }
    }

    private static double upTo(float[][] line, double u, int channel) {
        int i = Math.min((int) u, WIDTH - 1);
        return line[i][channel] + (u - i) * (line[i + 1][channel] - line[i][channel]);
    }
}
