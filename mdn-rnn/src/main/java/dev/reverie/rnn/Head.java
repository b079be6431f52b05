package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Latents;
import dev.reverie.core.NamedOptions;
import dev.reverie.core.Providers;
import java.util.List;
import java.util.Map;

/**
 * Something that M says of a step: some outputs of the dense layer above its memory, what they are compared with in training, and what they
 * mean. A value.
 *
 * <p>M always has the mixture of the next latent, and by {@code rnn.heads} that of the episode's end, of the reward, and others. For one of
 * your own implement this, make a {@link HeadProvider} of it, and name it in {@code rnn.heads}; {@code HeadContract} in this module's test
 * jar is the test that it should pass.
 */
public interface Head {
    /** How one is found by its name. */
    Providers<HeadProvider, HeadProvider> PROVIDERS = Providers.named("head", HeadProvider.class, HeadProvider::name);

    /** Its name in the metric log and in files of weights; no two heads of an M have the same. */
    String name();

    /** How many outputs it has. */
    int outputs();

    /** How many numbers of a step its outputs are compared with. */
    int labels();

    /** Names of recorded signals that it is compared with. */
    default List<String> signals() {
        return List.of();
    }

    /**
     * Refuses an episode that lacks what it is compared with.
     *
     * @throws IllegalArgumentException
     *             saying what is missing, and how it is recorded
     */
    default void check(Latents episode) {
    }

    /**
     * Writes the numbers that its outputs of a step are compared with.
     *
     * @param step
     *            t, in 0..T-1
     * @param z
     *            latents that were drawn of some frames
     * @param next
     *            where in {@code z} that of frame t + 1 is
     * @param into
     *            gets {@link #labels} numbers from {@code at} on
     */
    void label(Latents episode, int step, float[] z, int next, Floats into, int at);

    /** A plan of its loss for N rows, on the calling thread. */
    Loss loss(int rows, Engine engine);

    /** Sums that {@link Loss} gives: the loss, and others that it counts beside it. */
    default int sums() {
        return 1;
    }

    /**
     * What the metric log says of some steps, by name.
     *
     * @param sums
     *            of {@link Loss}: the first a mean over the steps, the others added up
     * @param heldOut
     *            whether of held-out episodes, of which more may be said
     */
    default Map<String, Double> values(double[] sums, boolean heldOut) {
        return Map.of(name(), sums[0]);
    }

    /**
     * What the outputs of one row mean, as one number: what is expected.
     *
     * @param at
     *            where the row's outputs of this head begin
     */
    double readout(Floats outputs, int at);

    /** Its outputs, in order, as named arrays of files of weights, each with the shape that it has for one row of the layer. */
    default Map<String, int[]> arrays() {
        return Map.of(name(), new int[]{outputs()});
    }

    /** A loss over N rows. */
    @FunctionalInterface
    interface Loss {
        /**
         * Adds up a loss and writes its gradient.
         *
         * @param outputs
         *            [N, outputs]; its gradient overwrites them where {@code back}
         * @param labels
         *            [N, labels]
         * @param counts
         *            [N], 1 where a row counts, 0 where it does not
         * @param count
         *            rows that count in the whole batch, of which these may be a part: the loss is a mean over them
         * @param back
         *            whether the gradient is wanted
         * @param sums
         *            {@link Head#sums} numbers, overwritten: first the loss, these rows' share of the mean
         */
        void run(Rows outputs, Rows labels, Rows counts, int count, boolean back, double[] sums);
    }

    /**
     * One by its name and options.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name, or it has no such option; the message says what there is
     */
    static Head of(NamedOptions text) {
        var provider = PROVIDERS.find(text.name());
        text.check(provider.options());
        return provider.create(text.options());
    }
}
