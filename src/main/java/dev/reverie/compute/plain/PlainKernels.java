package dev.reverie.compute.plain;

import dev.reverie.compute.Kernels;

/** All of them in plain Java. */
public final class PlainKernels {
    private PlainKernels() {
    }

    /**
     * @param why
     *            they were chosen, for people
     */
    public static Kernels because(String why) {
        return new Kernels("plain Java: " + why, new PlainElementwise(), new PlainRowMath(), new PlainSampling(), new PlainLstmCell(),
                new PlainPatches(), new PlainMixtureRows(),
                new PlainAdamStep(), new PlainCombinations());
    }
}
