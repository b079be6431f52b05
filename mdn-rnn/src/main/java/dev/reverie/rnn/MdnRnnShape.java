package dev.reverie.rnn;

import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.MdnLayout;

/**
 * The numbers that shape M's network: one memory and one dense head.
 *
 * @param latent
 *            Z
 * @param actions
 *            A
 * @param memory
 *            whose output h is H wide
 * @param components
 *            K
 * @param heads
 *            beside that of the mixtures
 * @param factorisation
 *            a mixture for each latent element, or one over all of them
 */
record MdnRnnShape(int latent, int actions, MemoryShape memory, int components, MdnRnnConfig.Heads heads, Factorisation factorisation) {
    MdnRnnShape {
        atLeastOne("latent size", latent);
        atLeastOne("action size", actions);
        atLeastOne("components", components);
        double outputs = 1.0 + 3.0 * heads.reward() + MdnLayout.ofKernel(components, latent, factorisation).outputs();
        if (memory.parameterCount() + (memory.width() + 1.0) * outputs > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("sizes must make fewer than 2^31 parameters, were latent " + latent + ", actions " + actions
                    + ", hidden " + memory.width() + ", components " + components);
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value);
        }
    }

    private int restart() {
        return heads.restart() ? 1 : 0;
    }

    /** Width of a row [z, a, restart]; without a restart head nothing tells where an episode begins, either. */
    static int inputs(int latent, int actions, MdnRnnConfig.Heads heads) {
        return latent + actions + (heads.restart() ? 1 : 0);
    }

    /** Of this one's. */
    int inputs() {
        return inputs(latent, actions, heads);
    }

    /** H, width of h. */
    int hidden() {
        return memory.width();
    }

    MdnLayout layout() {
        return MdnLayout.ofKernel(components, latent, factorisation);
    }

    /** Of the reward's mixture. */
    MdnLayout rewardLayout() {
        return MdnLayout.ofKernel(heads.reward(), 1);
    }

    /** Where the reward's mixture begins in a row of outputs. */
    int rewardAt() {
        return restart();
    }

    /** Where the latents' mixtures begin in a row of outputs. */
    int mixturesAt() {
        return restart() + (heads.reward() == 0 ? 0 : rewardLayout().outputs());
    }

    /** Width of a row [restart logit, reward's mixture, latents' mixtures]. */
    int outputs() {
        return mixturesAt() + layout().outputs();
    }

    /** Width of a row [next z, restart, whether it counts, reward]: what a row of outputs is compared with. */
    int labels() {
        return latent + 2 + (heads.reward() == 0 ? 0 : 1);
    }

    int headSize() {
        return hidden() * outputs();
    }

    int parameterCount() {
        return memory.parameterCount() + headSize() + outputs();
    }
}
