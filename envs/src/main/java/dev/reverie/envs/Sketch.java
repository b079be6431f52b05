package dev.reverie.envs;

import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import java.util.Arrays;

/**
 * Draws small pictures of round things: 64×64×3 bytes, antialiased, the same on every machine. One belongs to one thread and draws one
 * after the other, into buffers of the caller's.
 *
 * <p>A pixel of a stroke's edge is mixed by the distance of its centre from the edge, so that a shift by a hundredth of a pixel can be
 * seen. Coordinates are in pixels: x to the right and y <i>up</i>, from the lower left corner of the picture; the centre of the lowest left
 * pixel is (0.5, 0.5).
 */
final class Sketch {
    static final int SIZE = 64;
    static final int CHANNELS = 3;
    static final Space.Box SPACE = Space.frame(SIZE, SIZE, CHANNELS);

    private static final int LENGTH = SIZE * SIZE * CHANNELS;

    private byte[] pixels;
    private int first;

    /** Begins an empty picture in a row of {@code into}, which is of {@link #SPACE}. */
    Sketch begin(Observations into, int row, byte[] background) {
        pixels = ((Observations.Frames) into).pixels();
        first = row * LENGTH;
        if (background[0] == background[1] && background[1] == background[2]) {
            Arrays.fill(pixels, first, first + LENGTH, background[0]);
        } else {
            for (int i = 0; i < LENGTH; i++) {
                pixels[first + i] = background[i % CHANNELS];
            }
        }
        return this;
    }

    static byte[] rgb(int red, int green, int blue) {
        return new byte[]{(byte) red, (byte) green, (byte) blue};
    }

    /** A filled circle. */
    Sketch disc(double x, double y, double radius, byte[] colour) {
        return stroke(x, y, x, y, radius, colour);
    }

    /** All points within {@code radius} of the line from one point to the other. */
    Sketch stroke(double x0, double y0, double x1, double y1, double radius, byte[] colour) {
        double reach = radius + 1;
        int left = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach));
        int right = Math.min(SIZE, (int) Math.ceil(Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) Math.floor(SIZE - Math.max(y0, y1) - reach));
        int bottom = Math.min(SIZE, (int) Math.ceil(SIZE - Math.min(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double perLength = dx == 0 && dy == 0 ? 0 : 1 / (dx * dx + dy * dy);
        for (int row = top; row < bottom; row++) {
            double py = SIZE - row - 0.5 - y0;
            for (int column = left; column < right; column++) {
                double px = column + 0.5 - x0;
                double along = Math.max(0, Math.min((px * dx + py * dy) * perLength, 1));
                double fromX = px - along * dx;
                double fromY = py - along * dy;
                double squared = fromX * fromX + fromY * fromY;
                if (squared < (radius + 0.5) * (radius + 0.5)) {
                    mix(first + (row * SIZE + column) * CHANNELS, Math.min(1, radius + 0.5 - Math.sqrt(squared)), colour);
                }
            }
        }
        return this;
    }

    private void mix(int at, double share, byte[] colour) {
        for (int c = 0; c < CHANNELS; c++) {
            int under = pixels[at + c] & 0xFF;
            pixels[at + c] = (byte) (under + share * ((colour[c] & 0xFF) - under) + 0.5);
        }
    }
}
