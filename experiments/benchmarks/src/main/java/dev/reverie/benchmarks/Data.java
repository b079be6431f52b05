package dev.reverie.benchmarks;

import dev.reverie.compute.Floats;
import java.util.SplittableRandom;

/** Numbers to compute with. */
public final class Data {
    private static final long SEED = 1;

    private Data() {
    }

    /** Uniform on (−bound, bound), the same on every call. */
    public static Floats uniform(int size, double bound) {
        var random = new SplittableRandom(SEED);
        var values = Floats.allocate(size);
        for (int i = 0; i < size; i++) {
            values.set(i, (float) random.nextDouble(-bound, bound));
        }
        return values;
    }
}
