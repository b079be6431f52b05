package dev.reverie.core;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * N environments of one kind, stepped together into buffers of the caller. Where they are {@link InPlaceEnv}, as all of ours, a step
 * within an episode allocates nothing.
 *
 * <p>Environment i is seeded with {@code seed + i}. The episodes an autoreset starts follow from that: those of {@link #of} are seeded by
 * {@code Seed.of(seed + i).child("autoreset", k).nonNegative()}, k = 1, 2, …. So a row depends on its own seed and actions alone, not on
 * its neighbours and not on the number of threads. {@code VectorEnvContract} in the test jar checks this.
 */
public interface VectorEnv extends AutoCloseable {
    /** What happens after an episode's end; the three modes of Gymnasium. */
    enum Autoreset {
        /**
         * The step that ends an episode starts the next: its row has the new first observation, and the last one is in {@link
         * VectorStep#finalObservations}.
         */
        SAME_STEP,
        /**
         * The next step, whatever its action, starts a new episode, with reward 0 and no flags. That row is no transition: leave it out of
         * training data.
         */
        NEXT_STEP,
        /**
         * Nothing: a step after an end is an {@link IllegalStateException} until {@link VectorEnv#reset(long, boolean[], VectorStep)} has
         * started the row anew.
         */
        DISABLED
    }

    /** {@code count} environments of this process, SAME_STEP, on the caller's thread. */
    static VectorEnv of(int count, Supplier<? extends Env> envs) {
        return of(count, envs, Autoreset.SAME_STEP, 1);
    }

    /**
     * {@code count} environments of this process on {@code threads} threads, with the same results for any number of them.
     *
     * @param envs
     *            asked {@code count} times for a new environment; they are closed with this one
     * @param threads
     *            how many work at a time, the caller included; pays from some tens of microseconds of work a step
     */
    static VectorEnv of(int count, Supplier<? extends Env> envs, Autoreset autoreset, int threads) {
        return new LocalVectorEnv(count, envs, autoreset, threads);
    }

    /** N. */
    int count();

    /** Of one environment. */
    Space.Box observationSpace();

    /** Of one environment. */
    Space actionSpace();

    /** Starts an episode in every environment; rewards and flags in {@code out} become 0 and false. */
    default void reset(long seed, VectorStep out) {
        var all = new boolean[count()];
        Arrays.fill(all, true);
        reset(seed, all, out);
    }

    /**
     * Starts an episode in the environments of {@code mask}, environment i with {@code seed + i}; the other rows of {@code out} are left
     * alone.
     *
     * @param mask
     *            [N]
     */
    void reset(long seed, boolean[] mask, VectorStep out);

    /**
     * Steps every environment once.
     *
     * <p>If one of them throws, the exception of the lowest one is thrown after all have ended, and the whole must be reset.
     *
     * @param actions
     *            [N, A], read only
     * @param out
     *            filled; N rows
     */
    void step(float[] actions, VectorStep out);

    /** New buffers of the right size. */
    default VectorStep allocate() {
        return VectorStep.allocate(count(), observationSpace());
    }

    @Override
    void close();
}
