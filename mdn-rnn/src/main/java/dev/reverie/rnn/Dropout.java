package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;

/**
 * Hides some of the memory from the head while it is trained (Srivastava et al. 2014), so that rare events are foreseen from much of the
 * memory and not recognized by little of it: what is kept grows by 1/(1 − p), so nothing changes when it is used.
 *
 * <p>What is hidden is a function of the key and the element; blocks are cut by size alone, so the number of threads changes no bit.
 */
final class Dropout {
    private static final int BLOCK = 1 << 14;

    private final Engine engine;
    private final float share;
    private final float scale;
    /** What each element is multiplied by: 0 or 1/(1 − p). */
    private final Floats factors;

    /**
     * @param size
     *            elements of the memory, of all rows
     * @param share
     *            p, of the elements that are hidden; in 0..1, without 1
     */
    Dropout(int size, double share, Engine engine) {
        this.engine = engine;
        this.share = (float) share;
        scale = (float) (1 / (1 - share));
        factors = Floats.allocate(size);
    }

    /** Draws what is hidden, and hides it. */
    void apply(long key, Floats h, Floats into) {
        blocks((from, count) -> {
            engine.kernels().sampling().uniform(key, from, factors, from, count);
            var factor = read(factors, from, count);
            var values = read(h, from, count);
            for (int i = 0; i < count; i++) {
                factor[i] = factor[i] < share ? 0 : scale;
                values[i] *= factor[i];
            }
            factors.write(from, factor, 0, count);
            into.write(from, values, 0, count);
        });
    }

    /** The gradient of what was drawn last, in place. */
    void backward(Floats dh) {
        blocks((from, count) -> {
            var factor = read(factors, from, count);
            var values = read(dh, from, count);
            for (int i = 0; i < count; i++) {
                values[i] *= factor[i];
            }
            dh.write(from, values, 0, count);
        });
    }

    private interface Block {
        void run(int from, int count);
    }

    private void blocks(Block block) {
        engine.pool().run((factors.size() + BLOCK - 1) / BLOCK, i -> block.run(i * BLOCK, Math.min(BLOCK, factors.size() - i * BLOCK)));
    }

    private static float[] read(Floats values, int from, int count) {
        var read = new float[count];
        values.read(from, read, 0, count);
        return read;
    }
}
