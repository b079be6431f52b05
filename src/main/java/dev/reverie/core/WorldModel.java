package dev.reverie.core;

import dev.reverie.compute.Floats;
import java.util.List;

/**
 * M: the memory that rolls a world forward in latent space.
 *
 * <p>The order of a step, as in Ha and Schmidhuber (2018): the action comes from z_t and the memory, then M advances with (z_t, a_t), and
 * its memory is that of step t + 1. This interface is the part that a controller needs; predictions and dreams are added by the module of
 * M. Safe for many threads as long as each has its own {@link State}.
 */
public interface WorldModel {
    /** Z. */
    int latentSize();

    /** A, as the environment's action has it. */
    int actionSize();

    /** What of its memory a controller may see, in the order of {@link State#parts}; the first is what its predictions are made from. */
    List<Part> parts();

    /**
     * A new state, the caller's to close.
     *
     * @param rows
     *            N, how many episodes it holds at most
     */
    State open(int rows);

    /**
     * A named part of the memory.
     *
     * @param name
     *            such as {@code h}
     * @param size
     *            numbers that it has
     */
    record Part(String name, int size) {
        public Part {
            if (!name.matches("[a-z][a-z0-9]*")) {
                throw new IllegalArgumentException(
                        "name of a part of the memory must be of lower-case letters and digits, was '" + name + "'");
            }
            Arguments.atLeast(1, "size of part " + name, size);
        }

        @Override
        public String toString() {
            return name + " [" + size + "]";
        }

        /** Those of an LSTM of H cells: its output h and its cells c. */
        public static List<Part> lstm(int hidden) {
            return List.of(new Part("h", hidden), new Part("c", hidden));
        }
    }

    /**
     * The memory of up to N episodes, step by step, on the calling thread, allocating nothing. Set {@link #z} and {@link #actions}, then
     * {@link #advance}.
     *
     * <p>A row's bits depend neither on N nor on the other rows. Rows beyond those asked for may hold anything. One thread at a time.
     */
    interface State extends AutoCloseable {
        /** N. */
        int rows();

        /** [N, Z] */
        Floats z();

        /** [N, A] */
        Floats actions();

        /** [N, size] each, not to be changed. */
        List<Floats> parts();

        /** Row r is at the beginning of an episode and remembers nothing; its z and action stay. */
        void begin(int row);

        /** From the memory of step t, with (z_t, a_t), to that of step t + 1, for the first {@code count} rows. */
        void advance(int count);

        /**
         * Takes over z and memory of a row.
         *
         * @param other
         *            a state of the same model and precision; may be this one
         */
        void copyRow(int to, State other, int from);

        /** Frees its native memory. */
        @Override
        void close();
    }
}
