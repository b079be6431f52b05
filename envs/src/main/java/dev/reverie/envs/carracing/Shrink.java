package dev.reverie.envs.carracing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Averages the samples of a {@link Canvas} to pixels, squares of 4 or 2 samples a side at a time, and darkens them by the 1 or 2 of 255
 * that SDL's smooth scaling loses: the green 204 is 202 in every picture of Gymnasium's CarRacing.
 */
final class Shrink {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    /** Room for a channel's sum over 16 samples. */
    private static final int LANE = 20;

    private final Canvas canvas;
    private final int side;
    /** By colour: the three channels in lanes of a long. */
    private final long[] lanes = new long[10];

    Shrink(Canvas canvas, int side) {
        if (side != 2 && side != 4) {
            throw new IllegalArgumentException("side must be 2 or 4, was " + side);
        }
        this.canvas = canvas;
        this.side = side;
    }

    /** From now on with the colours of {@code palette}, [10][3]. */
    void use(int[][] palette) {
        for (int k = 0; k < lanes.length; k++) {
            lanes[k] = palette[k][0] | (long) palette[k][1] << LANE | (long) palette[k][2] << 2 * LANE;
        }
    }

    /** Fills the first rows of a picture, [rows/side, columns/side, 3], from byte {@code from} on. */
    void paint(byte[] pixels, int from) {
        int at = from;
        for (int row = 0; row < canvas.rows; row += side) {
            int start = row * canvas.columns;
            int end = start + canvas.columns;
            at = side == 4 ? fours(start, end, pixels, at) : twos(start, end, pixels, at);
        }
    }

    private int fours(int start, int end, byte[] pixels, int from) {
        var samples = canvas.samples;
        int columns = canvas.columns;
        int at = from;
        for (int k = start; k < end; k += 4, at += 3) {
            int a = (int) INTS.get(samples, k);
            int b = (int) INTS.get(samples, k + columns);
            int c = (int) INTS.get(samples, k + 2 * columns);
            int d = (int) INTS.get(samples, k + 3 * columns);
            if (((a ^ b) | (a ^ c) | (a ^ d) | (a ^ Integer.rotateLeft(a, 8))) == 0) {
                put(lanes[a & 0xFF], 2, pixels, at);
            } else {
                long sum = four(a) + four(b) + four(c) + four(d);
                put(average(sum, 4), 1, pixels, at);
            }
        }
        return at;
    }

    private long four(int samples) {
        return lanes[samples & 0xFF] + lanes[samples >> 8 & 0xFF] + lanes[samples >> 16 & 0xFF] + lanes[samples >>> 24];
    }

    private int twos(int start, int end, byte[] pixels, int from) {
        var samples = canvas.samples;
        int at = from;
        for (int k = start; k < end; k += 2, at += 3) {
            int a = (short) SHORTS.get(samples, k);
            int b = (short) SHORTS.get(samples, k + canvas.columns);
            if (a == b && (a & 0xFF) == a >> 8) {
                put(lanes[a & 0xFF], 2, pixels, at);
            } else {
                put(average(lanes[a & 0xFF] + lanes[a >> 8] + lanes[b & 0xFF] + lanes[b >> 8], 2), 1, pixels, at);
            }
        }
        return at;
    }

    /** Each lane divided by 2^bits; what falls out of a lane is cut off from the one below. */
    private static long average(long sum, int bits) {
        long mask = (1L << LANE - bits) - 1;
        return sum >>> bits & (mask | mask << LANE | mask << 2 * LANE);
    }

    private static void put(long lanes, int loss, byte[] pixels, int at) {
        pixels[at] = (byte) Math.max(0, (int) (lanes & 0xFF) - loss);
        pixels[at + 1] = (byte) Math.max(0, (int) (lanes >> LANE & 0xFF) - loss);
        pixels[at + 2] = (byte) Math.max(0, (int) (lanes >> 2 * LANE & 0xFF) - loss);
    }
}
