package dev.reverie.compute.plain;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Elementwise;
import dev.reverie.compute.Kernels;
import dev.reverie.compute.LstmCell;
import dev.reverie.compute.Patches;
import dev.reverie.compute.RowMath;
import dev.reverie.compute.Sampling;

/** All of them in plain Java. */
public final class PlainKernels implements Kernels {
    private final Elementwise elementwise = new PlainElementwise();
    private final RowMath rows = new PlainRowMath();
    private final Sampling sampling = new PlainSampling();
    private final LstmCell lstmCell = new PlainLstmCell();
    private final Patches patches = new PlainPatches();
    private final AdamStep adam = new PlainAdamStep();

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
        return "plain Java";
    }
}
