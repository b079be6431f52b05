package dev.reverie.compute.vector;

import dev.reverie.compute.Kernels;
import java.util.function.Supplier;

/** All of them on the Vector API. Found by name, never referred to: see {@link dev.reverie.compute.Engine}. */
public final class VectorKernels implements Supplier<Kernels> {
    @Override
    public Kernels get() {
        return new Kernels("Vector API, " + Lanes.F.vectorBitSize() + "-bit vectors", new VectorElementwise(), new VectorRowMath(),
                new VectorSampling(),
                new VectorLstmCell(), new VectorPatches(), new VectorMixtureRows(), new VectorAdamStep(), new VectorCombinations());
    }
}
