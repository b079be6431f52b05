package dev.reverie.rnn;

import dev.reverie.mdn.MdnLayout;

/**
 * The numbers that shape M's network: one long short-term memory and one dense head.
 *
 * @param latent
 *            Z
 * @param actions
 *            A
 * @param hidden
 *            H
 * @param components
 *            K
 * @param forgetBias
 *            constant added to the forget gate
 */
record Sizes(int latent, int actions, int hidden, int components, float forgetBias) {
    Sizes {
        atLeastOne("latent size", latent);
        atLeastOne("action size", actions);
        atLeastOne("hidden", hidden);
        atLeastOne("components", components);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value);
        }
    }

    /** Width of a row [z, a, restart]. */
    int inputs() {
        return latent + actions + 1;
    }

    MdnLayout layout() {
        return MdnLayout.ofKernel(components, latent);
    }

    /** Width of a row [restart logit, mixtures]. */
    int outputs() {
        return 1 + layout().outputs();
    }

    /** Width of a row [next z, restart, whether it counts]: what a row of outputs is compared with. */
    int labels() {
        return latent + 2;
    }

    int kernelSize() {
        return (inputs() + hidden) * 4 * hidden;
    }

    int biasSize() {
        return 4 * hidden;
    }

    int headSize() {
        return hidden * outputs();
    }

    int parameterCount() {
        return kernelSize() + biasSize() + headSize() + outputs();
    }
}
