package dev.reverie.compute.vector;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Kernels;
import dev.reverie.compute.LstmCell;
import dev.reverie.compute.Patches;
import dev.reverie.compute.RowMath;
import dev.reverie.compute.Sampling;

/** All of them on the Vector API. Found by name, never referred to: see {@link dev.reverie.compute.Engine}. */
public final class VectorKernels implements Kernels {
    private final Elementwise elementwise = new VectorElementwise();
    private final RowMath rows = new VectorRowMath();
    private final Sampling sampling = new VectorSampling();
    private final LstmCell lstmCell = new VectorLstmCell();
    private final Patches patches = new VectorPatches();
    private final AdamStep adam = new VectorAdamStep();

    @Override
    public Elementwise elementwise() {
        return elementwise;
    }

    @Override
    public RowMath rows() {
        return rows;
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public LstmCell lstmCell() {
        return lstmCell;
    }

    @Override
    public Patches patches() {
        return patches;
    }

    @Override
    public AdamStep adam() {
        return adam;
    }

    @Override
    public String toString() {
        return "Vector API, " + Lanes.F.vectorBitSize() + "-bit vectors";
    }
}
