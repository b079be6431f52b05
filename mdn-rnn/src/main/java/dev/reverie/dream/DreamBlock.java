package dev.reverie.dream;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Kernels;
import dev.reverie.compute.MixtureRows;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.LatentStarts;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.Stepper;

/**
 * Some dreams in lock-step, on one thread. {@link #step} is a whole step, for {@link DreamBatch}; {@link DreamEnv} and {@link Futures}, whose actions come from
 * elsewhere, set them and call {@link #advance} and {@link #draw} themselves.
 */
final class DreamBlock implements AutoCloseable {
    private final Stepper stepper;
    private final Kernels kernels;
    private final Termination ending;
    private final double endWeight;
    private final float weightTemperature;
    private final float noiseScale;
    private final MixtureRows.Rows noise;
    private final MixtureRows.Rows choices;
    private final int[] ids;
    private final long[] keys;
    private final boolean[] over;
    private int count;

    DreamBlock(MdnRnn model, int rows, DreamOptions options, Kernels kernels) {
        this.stepper = model.stepper(rows, options.precision());
        this.kernels = kernels;
        ending = options.ending();
        endWeight = model.config().restartWeight();
        var temperature = options.temperature();
        weightTemperature = (float) temperature.weights();
        noiseScale = (float) Math.sqrt(temperature.noise());
        int Z = stepper.layout().dimensions();
        noise = MixtureRows.Rows.of(Floats.allocate(stepper.rows() * Z), Z);
        choices = MixtureRows.Rows.of(Floats.allocate(stepper.rows() * Z), Z);
        ids = new int[stepper.rows()];
        keys = new long[stepper.rows()];
        over = new boolean[stepper.rows()];
    }

    /** Room for so many. */
    int rows() {
        return stepper.rows();
    }

    /** How many are in it. */
    int count() {
        return count;
    }

    int id(int row) {
        return ids[row];
    }

    Stepper stepper() {
        return stepper;
    }

    void clear() {
        count = 0;
    }

    /** Adds a dream at its beginning, all but its z. */
    int begin(int id, long key) {
        ids[count] = id;
        keys[count] = key;
        stepper.begin(count);
        return count++;
    }

    /** Draws z_0 of a dream. */
    void start(int row, LatentStarts starts) {
        DreamRandom.start(keys[row], starts, stepper.z(), row * starts.latentSize());
    }

    /** Adds a dream of another block as it stands. */
    void add(DreamBlock other, int row) {
        put(count++, other, row);
    }

    private void put(int to, DreamBlock other, int row) {
        ids[to] = other.ids[row];
        keys[to] = other.keys[row];
        over[to] = other.over[row];
        stepper.copyRow(to, other.stepper, row);
    }

    /** Drops a dream, putting the last one of {@code from} in its place. */
    void replace(int row, DreamBlock from) {
        int last = --from.count;
        if (from != this || row != last) {
            put(row, from, last);
        }
    }

    /**
     * One step of all: action from (z_t, h_t, c_t), M's step, z_{t+1}.
     *
     * @param t
     *            the step's number, from 0
     */
    void step(int t, DreamPolicy policy) {
        policy.act(count, ids, stepper.z(), stepper.h(), stepper.c(), stepper.actions());
        advance();
        draw(t + 1);
    }

    /** Adds to each dream's return what the last step paid. */
    void pay(double[] returns) {
        for (int r = 0; r < count; r++) {
            returns[ids[r]] += stepper.reward(r);
        }
    }

    /** M's step with the actions as they are. */
    void advance() {
        stepper.advance(count);
        stepper.predict();
        for (int r = 0; r < count; r++) {
            stepper.restarts().set(r, 0);
        }
    }

    /** z_t from what M expects, and whether that is the end. */
    void draw(int t) {
        int Z = stepper.layout().dimensions();
        for (int r = 0; r < count; r++) {
            DreamRandom.numbers(keys[r], t, Z, kernels.sampling(), noise.buffer(), choices.buffer(), r * Z);
        }
        stepper.draw(count, weightTemperature, noiseScale, choices, noise);
        for (int r = 0; r < count; r++) {
            over[r] = ending.over(stepper.restartLogit(r), endWeight, DreamRandom.ending(keys[r], t));
        }
    }

    /** Whether a dream is over with the z that was drawn last. */
    boolean over(int row) {
        return over[row];
    }

    @Override
    public void close() {
        stepper.close();
        Floats.freeAll(noise.buffer(), choices.buffer());
    }
}
