package dev.reverie.envs.carracing;

import java.util.Arrays;

/**
 * Resizes pictures as Pillow's {@code resize(…, BILINEAR)} does, in its arithmetic of doubles: each target pixel is a weighted mean of the
 * source pixels under a triangle that is as wide as two target pixels, columns first.
 */
final class Bilinear {
    private static final int CHANNELS = 3;

    /**
     * Weights along one axis.
     *
     * @param first
     *            [target] first source pixel
     * @param weights
     *            [target][…] of it and those after it; they sum to one
     */
    private record Axis(int[] first, float[][] weights) {
        static Axis of(int source, int target) {
            double scale = (double) source / target;
            double reach = Math.max(scale, 1);
            var first = new int[target];
            var weights = new float[target][];
            for (int t = 0; t < target; t++) {
                double middle = (t + 0.5) * scale;
                int from = Math.max(0, (int) (middle - reach + 0.5));
                int to = Math.min(source, (int) (middle + reach + 0.5));
                var triangle = new double[to - from];
                Arrays.setAll(triangle, k -> Math.max(0, 1 - Math.abs(from + k + 0.5 - middle) / reach));
                double sum = Arrays.stream(triangle).sum();
                first[t] = from;
                weights[t] = new float[triangle.length];
                for (int k = 0; k < triangle.length; k++) {
                    weights[t][k] = (float) (triangle[k] / sum);
                }
            }
            return new Axis(first, weights);
        }
    }

    private final int sourceWidth;
    private final int sourceHeight;
    private final Axis across;
    private final Axis down;
    /** [source height, width, 3] after the first pass. */
    private final float[] half;

    Bilinear(int sourceHeight, int sourceWidth, int height, int width) {
        this.sourceHeight = sourceHeight;
        this.sourceWidth = sourceWidth;
        across = Axis.of(sourceWidth, width);
        down = Axis.of(sourceHeight, height);
        half = new float[sourceHeight * width * CHANNELS];
    }

    /**
     * Resizes one picture.
     *
     * @param source
     *            at least [source height, source width, 3]
     * @param target
     *            [height, width, 3], filled
     */
    void resize(byte[] source, byte[] target) {
        int width = across.first.length;
        for (int y = 0; y < sourceHeight; y++) {
            for (int x = 0; x < width; x++) {
                var weights = across.weights[x];
                int at = (y * sourceWidth + across.first[x]) * CHANNELS;
                float r = 0;
                float g = 0;
                float b = 0;
                for (float weight : weights) {
                    r += weight * (source[at] & 0xFF);
                    g += weight * (source[at + 1] & 0xFF);
                    b += weight * (source[at + 2] & 0xFF);
                    at += CHANNELS;
                }
                int to = (y * width + x) * CHANNELS;
                // Pillow rounds between the passes, too.
                half[to] = (int) (r + 0.5f);
                half[to + 1] = (int) (g + 0.5f);
                half[to + 2] = (int) (b + 0.5f);
            }
        }
        int row = width * CHANNELS;
        for (int y = 0; y < down.first.length; y++) {
            var weights = down.weights[y];
            for (int i = 0; i < row; i++) {
                float sum = 0.5f;
                int at = down.first[y] * row + i;
                for (float weight : weights) {
                    sum += weight * half[at];
                    at += row;
                }
                target[y * row + i] = (byte) (int) sum;
            }
        }
    }
}
