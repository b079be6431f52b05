package dev.reverie.envs;

import java.util.Arrays;

/**
 * What {@code Resize.of(env, 64, 64).withRows(0, 84)} makes of the 96×96 pictures of a {@link CarRacing}, to the byte, inside the
 * environment: the scene without the instruments.
 */
final class CarRacingCrop {
    static final int SIZE = 64;
    private static final int FULL = 96;
    private static final int ROWS = 84;
    private static final int LINE = FULL * 3;

    private final Resampling down = new Resampling(ROWS, SIZE, Resize.Filter.BILINEAR);
    private final Resampling across = new Resampling(FULL, SIZE, Resize.Filter.BILINEAR);
    /** One new row, still of the old width. */
    private final float[] line = new float[LINE];

    /**
     * Makes a picture, [64, 64, 3].
     *
     * @param full
     *            [96, 96, 3]
     * @param pixels
     *            filled from byte {@code from} on
     */
    void paint(byte[] full, byte[] pixels, int from) {
        int at = from;
        for (int row = 0; row < SIZE; row++) {
            mix(full, row);
            for (int column = 0; column < SIZE; column++, at += 3) {
                var weights = across.weights(column);
                int first = across.from(column) * 3;
                float red = 0.5f;
                float green = 0.5f;
                float blue = 0.5f;
                for (int k = 0, i = first; k < weights.length; k++, i += 3) {
                    red += weights[k] * line[i];
                    green += weights[k] * line[i + 1];
                    blue += weights[k] * line[i + 2];
                }
                pixels[at] = (byte) Math.min(255, (int) red);
                pixels[at + 1] = (byte) Math.min(255, (int) green);
                pixels[at + 2] = (byte) Math.min(255, (int) blue);
            }
        }
    }

    private void mix(byte[] full, int row) {
        var weights = down.weights(row);
        Arrays.fill(line, 0);
        for (int k = 0; k < weights.length; k++) {
            int first = (down.from(row) + k) * LINE;
            for (int i = 0; i < LINE; i++) {
                line[i] += weights[k] * (full[first + i] & 0xFF);
            }
        }
    }
}
