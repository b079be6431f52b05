package dev.reverie.rnn;

import dev.reverie.compute.Precision;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.core.WorldModel;
import dev.reverie.mdn.Temperature;
import java.nio.file.Path;
import java.util.List;

/**
 * M as dreams need it: a world model that says what comes next, and draws it. Dreams, measures, agents and evaluation know nothing else of
 * an M, so each works with any that there is: {@link MdnRnn} with one of its memories, an {@link Ensemble} of them, or one of your own.
 * {@code LatentDynamicsContract} in this module's test jar is the test that it should pass.
 */
public interface LatentDynamics extends WorldModel, AutoCloseable {
    /**
     * Trains an M, or an ensemble if the configuration has several members, on all episodes of a store, which are held in memory; {@link
     * MdnRnn#train} says what is logged and thrown.
     */
    static LatentDynamics train(MdnRnnConfig config, LatentStore latents, Seed seed, Training training) {
        return config.members() == 1 ? MdnRnn.train(config, latents, seed, training) : Ensemble.train(config, latents, seed, training);
    }

    /**
     * Loads what {@link #save} wrote, whichever it is.
     *
     * @throws dev.reverie.core.FileException
     *             if there is no such file, it is cut off, or it holds something else
     */
    static LatentDynamics load(Path file) {
        return Ensemble.isSavedIn(file) ? Ensemble.load(file) : MdnRnn.load(file);
    }

    /**
     * Saves it, whole or not at all; the same model gives the same bytes.
     *
     * @throws UnsupportedOperationException
     *             if it cannot be saved, as one of your own may be
     */
    default void save(Path file) {
        throw new UnsupportedOperationException(this + " cannot be saved");
    }

    /** The episodes of a store that it was not trained on, to measure on; none where it does not know. */
    default List<Latents> heldOut(LatentStore latents) {
        return List.of();
    }

    /** How many numbers were trained. */
    int parameterCount();

    /** Whether it says when an episode is over; otherwise nothing that it dreams ends by itself. */
    boolean predictsEnds();

    /** Names of what it says of a step beside latents, end and reward: its heads on signals, and those of your own. */
    default List<String> readouts() {
        return List.of();
    }

    /** How many M's dream: several in an {@link Ensemble}. */
    default int members() {
        return 1;
    }

    /** Which of them draws the whole dream of a key; −1 where they take turns within it. */
    default int member(long key) {
        return 0;
    }

    /** In f32. */
    @Override
    default State open(int rows) {
        return open(rows, Precision.F32);
    }

    /**
     * A new state, the caller's to close.
     *
     * @param rows
     *            N, how many episodes it holds at most
     * @param precision
     *            of the products; memory and predictions are in f32 in any case
     */
    State open(int rows, Precision precision);

    /** Frees its native memory; nothing may be asked any more of it, nor of states and dreams that were made of it. */
    @Override
    void close();

    /**
     * The memory of up to N episodes and what is expected of them. After {@link #advance}, {@link #predict}; then read, or {@link #draw}.
     */
    interface State extends WorldModel.State {
        /** What is expected of the next step of the first {@code count} rows, given their memory. */
        void predict(int count);

        /**
         * Draws the next z of the first {@code count} rows from what {@link #predict} found.
         *
         * @param keys
         *            of each row's random numbers, [N]; the same key, t and prediction give the same z, whatever the row and its company
         * @param t
         *            the moment, at least 1: of every key, each has numbers of its own
         */
        void draw(int count, long[] keys, int t, Temperature temperature);

        /**
         * Of row r's episode being over, as it was trained: above 0 is where the paper's dreams end; −∞ where nothing is said of ends. Of
         * the member that drew, where there are several and one has drawn since {@link #predict}; otherwise of all.
         */
        float restartLogit(int row);

        /**
         * The probability that row r's episode is over, without the weight that training gave to ends; likewise of the member that drew.
         */
        double endProbability(int row);

        /**
         * The mean of what row r's last step is expected to have paid; 1 where nothing is said of rewards. Likewise of the member that
         * drew.
         */
        double reward(int row);

        /**
         * The mean of what is expected of row r's next z.
         *
         * @param into
         *            [Z], overwritten
         */
        void mean(int row, double[] into);

        /** Number i of {@link LatentDynamics#readouts}, as it is expected of row r's last step; likewise of the member that drew. */
        default double readout(int i, int row) {
            throw new IndexOutOfBoundsException("there is no readout " + i);
        }

        /** All that is expected of row r. Allocates. */
        Prediction prediction(int row);

        /**
         * How far apart the members' expectations of row r's next z are: the root of the variance of their means, averaged over the Z
         * elements; 0 where there is one member alone.
         */
        default double disagreement(int row) {
            return 0;
        }
    }
}
