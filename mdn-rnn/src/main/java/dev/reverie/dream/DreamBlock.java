package dev.reverie.dream;

import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Gaussians;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.DreamRandom;
import dev.reverie.rnn.LatentDynamics;

/**
 * Some dreams in lock-step, on one thread. {@link #step} is a whole step, for {@link DreamBatch}; {@link DreamEnv} and {@link Futures},
 * whose actions come from elsewhere, set them and call {@link #advance} and {@link #draw} themselves.
 */
final class DreamBlock implements AutoCloseable {
    private final LatentDynamics.State state;
    private final int latentSize;
    private final Termination ending;
    private final Temperature temperature;
    private final double disagreement;
    private final int[] ids;
    private final long[] keys;
    private final boolean[] over;
    private int count;

    DreamBlock(LatentDynamics model, int rows, DreamOptions options) {
        state = model.open(rows, options.precision());
        latentSize = model.latentSize();
        ending = options.ending();
        temperature = options.temperature();
        disagreement = options.disagreement();
        ids = new int[rows];
        keys = new long[rows];
        over = new boolean[rows];
    }

    /** Room for so many. */
    int rows() {
        return state.rows();
    }

    /** How many are in it. */
    int count() {
        return count;
    }

    int id(int row) {
        return ids[row];
    }

    LatentDynamics.State state() {
        return state;
    }

    void clear() {
        count = 0;
    }

    /** Adds a dream at its beginning, all but its z. */
    int begin(int id, long key) {
        ids[count] = id;
        keys[count] = key;
        state.begin(count);
        return count++;
    }

    /** Draws z_0 of a dream. */
    void start(int row, Gaussians starts) {
        DreamRandom.start(keys[row], starts, state.z(), row * starts.latentSize());
    }

    /** Adds a dream of another block as it stands. */
    void add(DreamBlock other, int row) {
        put(count++, other, row);
    }

    private void put(int to, DreamBlock other, int row) {
        ids[to] = other.ids[row];
        keys[to] = other.keys[row];
        over[to] = other.over[row];
        state.copyRow(to, other.state, row);
    }

    /** Drops a dream, putting the last one of {@code from} in its place. */
    void replace(int row, DreamBlock from) {
        int last = --from.count;
        if (from != this || row != last) {
            put(row, from, last);
        }
    }

    /**
     * One step of all: action from z_t and the memory, M's step, z_{t+1}.
     *
     * @param t
     *            the step's number, from 0
     */
    void step(int t, DreamPolicy policy) {
        policy.act(count, ids, state);
        advance();
        draw(t + 1);
    }

    /** Adds to each dream's return what the last step paid. */
    void pay(double[] returns) {
        for (int r = 0; r < count; r++) {
            returns[ids[r]] += reward(r);
        }
    }

    /** What the last step paid: what M expects, and the disagreement of its members by its weight. */
    double reward(int row) {
        return state.reward(row) + (disagreement == 0 ? 0 : disagreement * state.disagreement(row));
    }

    /** M's step with the actions as they are. */
    void advance() {
        state.advance(count);
        state.predict(count);
    }

    /** z_t from what M expects, and whether that is the end. */
    void draw(int t) {
        state.draw(count, keys, t, temperature);
        for (int r = 0; r < count; r++) {
            over[r] = ending.over(state.restartLogit(r), state.endProbability(r), DreamRandom.ending(keys[r], t));
        }
    }

    /** Whether a dream is over with the z that was drawn last. */
    boolean over(int row) {
        return over[row];
    }

    @Override
    public void close() {
        state.close();
    }
}
