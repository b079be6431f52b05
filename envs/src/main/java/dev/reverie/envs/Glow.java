package dev.reverie.envs;

/**
 * Something round that glows in {@link TakeCover}'s picture: a fireball or its explosion, given by its colour at each distance from the
 * middle.
 */
final class Glow {
    /** Red, green, blue and opacity, each 0..255, at a distance from the middle as a share of the radius. */
    private record Ring(double distance, double... colour) {
    }

    /** White-yellow in the middle, orange around it, a dark red rim. */
    static final Glow FIREBALL = new Glow(new Ring(0, 255, 253, 214, 255), new Ring(0.35, 255, 246, 140, 255),
            new Ring(0.62, 247, 196, 66, 255), new Ring(0.80, 222, 120, 28, 255), new Ring(0.90, 128, 30, 10, 240),
            new Ring(1, 110, 20, 8, 150));
    /** A cloud of fire, brightest around a middle that one begins to see through. */
    static final Glow EXPLOSION = new Glow(new Ring(0, 255, 214, 120, 170), new Ring(0.45, 255, 206, 90, 230),
            new Ring(0.70, 246, 132, 36, 230), new Ring(0.88, 170, 44, 12, 170), new Ring(1, 90, 10, 0, 0));

    private static final int STEPS = 256;

    /** [STEPS][4] by the square of the distance; colours weighted by opacity, all 0..1 of 255. */
    private final float[] table = new float[STEPS * 4];

    private Glow(Ring... rings) {
        for (int step = 0; step < STEPS; step++) {
            double distance = Math.sqrt((step + 0.5) / STEPS);
            int outer = 1;
            while (rings[outer].distance < distance) {
                outer++;
            }
            var a = rings[outer - 1];
            var b = rings[outer];
            double share = (distance - a.distance) / (b.distance - a.distance);
            double opacity = (a.colour[3] + share * (b.colour[3] - a.colour[3])) / 255;
            for (int channel = 0; channel < 3; channel++) {
                table[step * 4 + channel] = (float) (opacity * (a.colour[channel] + share * (b.colour[channel] - a.colour[channel])));
            }
            table[step * 4 + 3] = (float) opacity;
        }
    }

    /**
     * Paints it over {@code pixels}, [size, size, 3].
     *
     * @param size
     *            pixels a side
     * @param column
     *            of the middle
     * @param row
     *            of the middle
     * @param across
     *            half its width in pixels
     * @param up
     *            half its height in pixels
     * @param strength
     *            0..1: how much of it is left
     */
    void paint(double column, double row, double across, double up, double strength, int size, byte[] pixels) {
        int samples = across < 3 ? 4 : across < 8 ? 2 : 1;
        int left = Math.max(0, (int) Math.floor(column - across));
        int right = Math.min(size - 1, (int) Math.floor(column + across));
        int top = Math.max(0, (int) Math.floor(row - up));
        int bottom = Math.min(size - 1, (int) Math.floor(row + up));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                blend(x - column, y - row, 1 / across, 1 / up, samples, strength, pixels, (y * size + x) * Camera.CHANNELS);
            }
        }
    }

    private void blend(double x, double y, double perAcross, double perUp, int samples, double strength, byte[] pixels, int at) {
        double red = 0;
        double green = 0;
        double blue = 0;
        double opacity = 0;
        for (int i = 0; i < samples; i++) {
            double v = (y + (i + 0.5) / samples) * perUp;
            for (int j = 0; j < samples; j++) {
                double u = (x + (j + 0.5) / samples) * perAcross;
                double square = u * u + v * v;
                if (square < 1) {
                    int step = (int) (square * STEPS) * 4;
                    red += table[step];
                    green += table[step + 1];
                    blue += table[step + 2];
                    opacity += table[step + 3];
                }
            }
        }
        double share = strength / (samples * samples);
        double clear = 1 - opacity * share;
        pixels[at] = (byte) (int) (red * share + clear * (pixels[at] & 0xFF) + 0.5);
        pixels[at + 1] = (byte) (int) (green * share + clear * (pixels[at + 1] & 0xFF) + 0.5);
        pixels[at + 2] = (byte) (int) (blue * share + clear * (pixels[at + 2] & 0xFF) + 0.5);
    }
}
