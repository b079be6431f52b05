package dev.reverie.controller;

import dev.reverie.compute.Floats;

/**
 * What a controller looks at: the latent z of V alone, or with the hidden state h of M, its cell state c, or both.
 *
 * <p>The order is as the name says: {@code ZCH} is [z, c, h], which is what Ha and Schmidhuber (2018) used for DoomTakeCover; {@code ZH},
 * [z, h], is their CarRacing.
 */
public enum Features {
    Z(false, false), ZH(false, true), ZC(true, false), ZCH(true, true);

    private final boolean cell;
    private final boolean memory;

    Features(boolean cell, boolean memory) {
        this.cell = cell;
        this.memory = memory;
    }

    /** Whether h is among them. */
    public boolean useH() {
        return memory;
    }

    /** Whether c is among them. */
    public boolean useC() {
        return cell;
    }

    /**
     * How many there are.
     *
     * @param latent
     *            Z
     * @param hidden
     *            H
     */
    public int size(int latent, int hidden) {
        return latent + (cell ? hidden : 0) + (memory ? hidden : 0);
    }

    /**
     * Puts the features of one row of a batch side by side.
     *
     * @param row
     *            which
     * @param latent
     *            Z
     * @param hidden
     *            H
     * @param z
     *            [B, Z], not modified
     * @param h
     *            [B, H], not modified; null is allowed where h is not used
     * @param c
     *            [B, H], not modified; null is allowed where c is not used
     * @param x
     *            its first {@link #size} elements are overwritten
     */
    public void gather(int row, int latent, int hidden, float[] z, float[] h, float[] c, float[] x) {
        System.arraycopy(z, row * latent, x, 0, latent);
        int at = latent;
        if (cell) {
            System.arraycopy(c, row * hidden, x, at, hidden);
            at += hidden;
        }
        if (memory) {
            System.arraycopy(h, row * hidden, x, at, hidden);
        }
    }

    /** As {@link #gather(int, int, int, float[], float[], float[], float[])}, from the compute engine's buffers. */
    public void gather(int row, int latent, int hidden, Floats z, Floats h, Floats c, float[] x) {
        z.read(row * latent, x, 0, latent);
        int at = latent;
        if (cell) {
            c.read(row * hidden, x, at, hidden);
            at += hidden;
        }
        if (memory) {
            h.read(row * hidden, x, at, hidden);
        }
    }
}
