package dev.reverie.rnn;

import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.MdnLayout;
import java.util.ArrayList;
import java.util.List;

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
 * @param others
 *            those of {@code heads} that are neither restart nor reward
 * @param factorisation
 *            a mixture for each latent element, or one over all of them
 */
record MdnRnnShape(int latent, int actions, MemoryShape memory, int components, MdnRnnConfig.Heads heads, List<Head> others,
        Factorisation factorisation) {
    MdnRnnShape(int latent, int actions, MemoryShape memory, int components, MdnRnnConfig.Heads heads, Factorisation factorisation) {
        this(latent, actions, memory, components, heads, heads.others(), factorisation);
    }

    MdnRnnShape {
        atLeastOne("latent size", latent);
        atLeastOne("action size", actions);
        atLeastOne("components", components);
        double outputs = 1.0 + 3.0 * heads.reward() + MdnLayout.ofKernel(components, latent, factorisation).outputs()
                + others.stream().mapToInt(Head::outputs).sum();
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

    /**
     * All heads in the order of their outputs: restart, reward, latents, others. Labels are [next z, restart, whether the row counts,
     * reward, others].
     */
    List<HeadSlot> slots(double restartWeight) {
        var slots = new ArrayList<HeadSlot>();
        int output = 0;
        int label = countsAt() + 1;
        if (heads.restart()) {
            slots.add(new HeadSlot(new LogisticHead(LogisticHead.RESTART, new StepNumber.Done(), restartWeight, 1), output++, latent));
        }
        if (heads.reward() > 0) {
            var reward = new ScalarHead("reward", heads.reward(), new StepNumber.Reward(), 1);
            slots.add(new HeadSlot(reward, output, label++));
            output += reward.outputs();
        }
        slots.add(new HeadSlot(new LatentsHead(layout()), output, 0));
        output += layout().outputs();
        for (var head : others) {
            slots.add(new HeadSlot(head, output, label));
            output += head.outputs();
            label += head.labels();
        }
        return slots;
    }

    /** Of the latents. */
    HeadSlot latents() {
        return slots(1).get((heads.restart() ? 1 : 0) + (heads.reward() > 0 ? 1 : 0));
    }

    /** Width of a row of outputs. */
    int outputs() {
        return (heads.restart() ? 1 : 0) + 3 * heads.reward() + layout().outputs() + others.stream().mapToInt(Head::outputs).sum();
    }

    /** Width of a row of what outputs are compared with. */
    int labels() {
        return countsAt() + 1 + (heads.reward() == 0 ? 0 : 1) + others.stream().mapToInt(Head::labels).sum();
    }

    /** Where a row of labels says whether it counts. */
    int countsAt() {
        return latent + 1;
    }

    int headSize() {
        return hidden() * outputs();
    }

    int parameterCount() {
        return memory.parameterCount() + headSize() + outputs();
    }
}
