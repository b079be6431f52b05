package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.core.Observations;
import dev.reverie.core.RunningMoments;
import java.util.Arrays;

/**
 * From vectors as an environment gives them to elements of mean 0 and deviation 1, and back.
 *
 * @param means
 *            [n]
 * @param deviations
 *            [n]; 1 where an element does not change but for rounding
 */
record VectorStandardisation(float[] means, float[] deviations) {
    /** That of some observations. */
    static VectorStandardisation of(Observations.Vectors all) {
        var scale = new VectorStandardisation(new float[all.size()], new float[all.size()]);
        for (int i = 0; i < all.size(); i++) {
            var moments = new RunningMoments(all.values()[i]);
            for (int row = 0; row < all.count(); row++) {
                moments.add(all.values()[row * all.size() + i]);
            }
            scale.means[i] = (float) moments.mean();
            scale.deviations[i] = moments.isConstantInFloats() ? 1 : (float) moments.deviation();
        }
        return scale;
    }

    int size() {
        return means.length;
    }

    /** Standardises the vector at {@code from}, into {@code x} from {@code to} on. */
    void apply(float[] values, int from, Floats x, int to) {
        for (int i = 0; i < size(); i++) {
            x.set(to + i, (values[from + i] - means[i]) / deviations[i]);
        }
    }

    /** The other way. */
    void invert(Floats x, int from, float[] values, int to) {
        for (int i = 0; i < size(); i++) {
            values[to + i] = x.get(from + i) * deviations[i] + means[i];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VectorStandardisation s && Arrays.equals(means, s.means) && Arrays.equals(deviations, s.deviations);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
    }

    @Override
    public String toString() {
        return "VectorScale" + Arrays.toString(means) + Arrays.toString(deviations);
    }
}
