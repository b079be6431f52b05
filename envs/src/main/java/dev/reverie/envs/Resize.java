package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Env;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import java.util.Arrays;
import java.util.Objects;

/**
 * Shows the pictures of an environment in another size, wholly or from some rows alone. The frames of Ha and Schmidhuber (2018) are {@code
 * Resize.of(env, 64, 64).withRows(0, 84)} of CarRacing's 96×96, and {@code .withRows(0, 400)} of Doom's 640×480.
 *
 * <p>A value: {@code with…} gives another around the same environment, which is closed with any of them. One belongs to one thread.
 */
public final class Resize extends ForwardingEnv {
    /** How pixels are mixed. */
    public enum Filter {
        /**
         * A triangle around each new pixel's centre, two old pixels wide, and in shrinking two new ones: what Pillow calls BILINEAR and
         * what scipy's {@code imresize} was, which the original pipeline used.
         */
        BILINEAR,
        /** The mean over each new pixel's area. */
        AREA
    }

    private final int height;
    private final int width;
    private final int fromRow;
    private final int toRow;
    private final Filter filter;
    private final Space.Box observations;
    private final Resampling down;
    private final Resampling across;
    /** One old picture. */
    private final Observations.Frames seen;
    /** The rows that count, [rows, old width, channels]. */
    private final float[] old;
    private final float[] line;

    private Resize(Env env, int height, int width, int fromRow, int toRow, Filter filter) {
        super(env);
        this.height = Arguments.atLeast(1, "height", height);
        this.width = Arguments.atLeast(1, "width", width);
        this.fromRow = fromRow;
        this.toRow = toRow;
        this.filter = Objects.requireNonNull(filter, "filter");
        int[] shape = pictures(env).shape();
        if (fromRow < 0 || toRow > shape[0] || fromRow >= toRow) {
            throw new IllegalArgumentException("rows must be a part of 0.." + shape[0] + ", were " + fromRow + ".." + toRow);
        }
        observations = Space.frame(height, width, shape[2]);
        down = new Resampling(toRow - fromRow, height, filter);
        across = new Resampling(shape[1], width, filter);
        seen = (Observations.Frames) Observations.allocate(1, env.observationSpace());
        line = new float[shape[1] * shape[2]];
        old = new float[(toRow - fromRow) * line.length];
    }

    private static Space.Box pictures(Env env) {
        var space = env.observationSpace();
        if (!space.isFrame() || space.shape().length != 3) {
            throw new IllegalArgumentException("env must show pictures [height, width, channels], was " + space);
        }
        return space;
    }

    /** The whole picture, BILINEAR. */
    public static Resize of(Env env, int height, int width) {
        return new Resize(env, height, width, 0, pictures(env).shape()[0], Filter.BILINEAR);
    }

    /** From the old picture's rows {@code from} (included) to {@code to} (excluded) alone. */
    public Resize withRows(int from, int to) {
        return new Resize(env, height, width, from, to, filter);
    }

    public Resize withFilter(Filter filter) {
        return new Resize(env, height, width, fromRow, toRow, filter);
    }

    @Override
    public void look(Observations into, int to) {
        env.look(seen, 0);
        toFloats(seen.pixels(), fromRow * line.length);
        int channels = seen.channels();
        var pixels = ((Observations.Frames) into).pixels();
        int at = to * height * width * channels;
        for (int row = 0; row < height; row++) {
            mixRows(row);
            for (int column = 0; column < width; column++) {
                float[] weights = across.weights(column);
                int first = across.from(column) * channels;
                for (int c = 0; c < channels; c++) {
                    float sum = 0.5f;
                    for (int k = 0, i = first + c; k < weights.length; k++, i += channels) {
                        sum += weights[k] * line[i];
                    }
                    pixels[at++] = (byte) Math.min(255, (int) sum);
                }
            }
        }
    }

    private void toFloats(byte[] pixels, int first) {
        for (int i = 0; i < old.length; i++) {
            old[i] = pixels[first + i] & 0xFF;
        }
    }

    /** Makes one new row, still of the old width, into {@link #line}. */
    private void mixRows(int row) {
        float[] weights = down.weights(row);
        Arrays.fill(line, 0);
        for (int k = 0; k < weights.length; k++) {
            float weight = weights[k];
            int first = (down.from(row) + k) * line.length;
            for (int i = 0; i < line.length; i++) {
                line[i] += weight * old[first + i];
            }
        }
    }

    @Override
    public Space.Box observationSpace() {
        return observations;
    }
}
