package dev.reverie.compute.dl4j;

import dev.reverie.compute.Floats;
import java.util.random.RandomGenerator;

/** What a parameter is before training. */
@FunctionalInterface
public interface Initial {
    /** Sets all of {@code values}, which are zero. */
    void fill(RandomGenerator random, Floats values);

    static Initial zeros() {
        return (random, values) -> values.fill(0);
    }

    static Initial constant(float value) {
        return (random, values) -> values.fill(value);
    }

    /**
     * Uniform within ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010, equation 16).
     *
     * @param fanIn
     *            inputs an output hangs on; of a convolution kernel·kernel·channels
     * @param fanOut
     *            outputs an input acts on
     */
    static Initial glorotUniform(long fanIn, long fanOut) {
        double limit = Math.sqrt(6.0 / (fanIn + fanOut));
        return (random, values) -> {
            for (int i = 0; i < values.size(); i++) {
                values.set(i, (float) ((2 * random.nextDouble() - 1) * limit));
            }
        };
    }
}
