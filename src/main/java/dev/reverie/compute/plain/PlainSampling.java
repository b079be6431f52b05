package dev.reverie.compute.plain;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Sampling;
import dev.reverie.compute.Threefry;

/** {@link Sampling}, one element of {@link Threefry} after another. */
final class PlainSampling implements Sampling {
    @Override
    public void uniform(long key, long first, Floats y, int yOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        for (int i = 0; i < length; i++) {
            y.set(yOffset + i, (float) Threefry.uniform(key, first + i));
        }
    }

    @Override
    public void gaussian(long key, long first, Floats y, int yOffset, int length) {
        Gemm.within("y", y, yOffset, length);
        for (int i = 0; i < length; i++) {
            y.set(yOffset + i, (float) Threefry.gaussian(key, first + i));
        }
    }

    @Override
    public void categorical(long key, long first, Floats logits, int logitsOffset, int rows, int columns, int[] indices,
            int indicesOffset) {
        Gemm.within("logits", logits, logitsOffset, (long) rows * columns);
        if (indicesOffset < 0 || indicesOffset + (long) rows > indices.length) {
            throw new IllegalArgumentException(
                    "indices must have " + rows + " elements from " + indicesOffset + " on, has " + indices.length);
        }
        var weights = new double[columns];
        for (int r = 0; r < rows; r++) {
            double sum = weights(logits, logitsOffset + r * columns, weights);
            indices[indicesOffset + r] = index(weights, sum * Threefry.uniform(key, first + r));
        }
    }

    /** Fills in exp(logit − max) and gives their sum. */
    private static double weights(Floats logits, int from, double[] weights) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < weights.length; k++) {
            max = Math.max(max, logits.get(from + k));
        }
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = Math.exp(logits.get(from + k) - max);
            sum += weights[k];
        }
        return sum;
    }

    /** The first index whose cumulative weight exceeds {@code mass}; the last with any weight where rounding leaves a rest. */
    private static int index(double[] weights, double mass) {
        double rest = mass;
        int last = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                last = k;
                if (rest < weights[k]) {
                    return k;
                }
                rest -= weights[k];
            }
        }
        return last;
    }
}
