package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.NamedArray;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.core.WorldModel;
import java.util.List;

/** A kind of memory of M with its sizes: which parameters it has, and how it is run. The heads act on its output h. */
public interface MemoryShape {
    /** Width of a row that it reads. */
    int inputs();

    /** Width of h. */
    int width();

    /** As DL4J has them, one after another in one buffer. */
    List<Parameter> parameters();

    /** Floats in that buffer. */
    int parameterCount();

    /** The parts of that buffer by name, all of it. */
    List<NamedArray> arrays();

    /** A copy of the parameters as weight files have them. */
    default float[] exported(Floats parameters) {
        return parameters.toArray();
    }

    /** What a controller may see of it; the first is h. */
    List<WorldModel.Part> parts();

    /** Floats that it remembers of one sequence. */
    int stateSize();

    /** A plan for B sequences of T steps, forward and backward on all threads. */
    Pass pass(int steps, int batch, Precision precision, Engine engine);

    /** The weights as steps of N rows want them, a copy; on the calling thread. */
    Packed pack(Floats parameters, int rows, Precision precision, Engine engine);

    /** Weights that steps of one N share. */
    interface Packed extends AutoCloseable {
        /** Steps of N rows, which remember nothing yet. */
        Steps steps(ThreadLocal<Scratch> scratch);

        @Override
        void close();
    }

    /**
     * A memory step by step, for up to N rows on the calling thread, allocating nothing. A row's bits do not depend on N nor on the other
     * rows.
     */
    interface Steps extends AutoCloseable {
        /** As {@link MemoryShape#parts}, [N, size] each. */
        List<Floats> parts();

        /**
         * One step of the first {@code count} rows; rows beyond may hold anything afterwards.
         *
         * @param z
         *            [N, Z]
         * @param actions
         *            [N, A]
         * @param restarts
         *            [N], null where the memory is not told
         */
        void advance(int count, Floats z, Floats actions, Floats restarts);

        /** Takes over a row of another of the same shape. */
        void copyRow(int to, Steps other, int from);

        /** Row r remembers nothing. */
        void begin(int r);

        @Override
        void close();
    }

    /** Rows [z, a, restart], {@code stride} floats apart, or without restart. */
    static void join(int count, int rows, Floats z, Floats actions, Floats restarts, Floats into, int stride) {
        int Z = z.size() / rows;
        int A = actions.size() / rows;
        for (int r = 0; r < count; r++) {
            into.put(r * stride, z, r * Z, Z);
            into.put(r * stride + Z, actions, r * A, A);
            if (restarts != null) {
                into.set(r * stride + Z + A, restarts.get(r));
            }
        }
    }

    /** Sequences through a memory. Rows are time-major. */
    interface Pass extends AutoCloseable {
        /**
         * @param parameters
         *            may have changed since the last call
         * @param inputs
         *            [T·B, inputs]
         * @param carried
         *            what is remembered of the steps before, and then of these; null for nothing
         * @param h
         *            [T·B, width], gets the outputs
         */
        void forward(Floats parameters, Floats inputs, CarriedMemory carried, Floats h);

        /**
         * After forward. Gradients end where the sequences begin.
         *
         * @param dh
         *            [T·B, width]
         * @param gradients
         *            of the parameters, overwritten
         */
        void backward(Floats dh, Floats gradients);

        @Override
        void close();
    }
}
