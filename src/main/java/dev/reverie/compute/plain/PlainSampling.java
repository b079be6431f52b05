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
}
