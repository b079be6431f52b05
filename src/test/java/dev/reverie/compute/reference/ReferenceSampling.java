package dev.reverie.compute.reference;

import dev.reverie.compute.Threefry;

/** Draws of an index; uniform and normal numbers have their reference in {@link Threefry}. */
public final class ReferenceSampling {
    private ReferenceSampling() {
    }

    /** The first index of each row whose cumulative softmax exceeds the row's uniform number. */
    public static int[] categorical(long key, long first, double[] logits, int rows, int columns) {
        double[] weights = ReferenceRowMath.softmax(logits, rows, columns);
        var indices = new int[rows];
        for (int r = 0; r < rows; r++) {
            double u = Threefry.uniform(key, first + r);
            double cumulative = 0;
            for (int k = 0; k < columns; k++) {
                if (weights[r * columns + k] > 0 && u >= cumulative) {
                    indices[r] = k;
                }
                cumulative += weights[r * columns + k];
            }
        }
        return indices;
    }
}
