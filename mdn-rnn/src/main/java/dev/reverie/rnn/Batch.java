package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.List;

/**
 * The rows of up to B windows of T steps, time-major, as {@link Unrolled} reads them.
 *
 * <p>Latents are drawn anew from V's posteriors, each frame once: what a step is compared with is what the next step reads (Ha and Schmidhuber 2018, A.2).
 * A draw is a function of the key, the window's place, the frame and the element, so the number of threads changes no bit.
 *
 * @param inputs
 *            [T·B, Z+A+1]
 * @param labels
 *            [T·B, Z+2]
 * @param noise
 *            [B, T+1, Z], for what is drawn
 */
record Batch(Sizes sizes, int steps, int size, Floats inputs, Floats labels, Floats noise) {
    /** On buffers for the rows. */
    static Batch on(Sizes sizes, MdnRnnConfig.Windows windows, Floats inputs, Floats labels) {
        return new Batch(sizes, windows.length(), windows.batch(), inputs, labels,
                Floats.allocate(windows.batch() * (windows.length() + 1) * sizes.latent()));
    }

    /** T·B. */
    int rows() {
        return steps * size;
    }

    /**
     * Fills in the rows; what no window reaches is 0 and does not count.
     *
     * @param windows
     *            at most B
     * @param key
     *            of the draws
     */
    void fill(List<Window> windows, long key, Engine engine) {
        inputs.fill(0);
        labels.fill(0);
        engine.pool().run(windows.size(), b -> fill(b, windows.get(b), key, engine));
    }

    private void fill(int b, Window window, long key, Engine engine) {
        int Z = sizes.latent();
        int A = sizes.actions();
        var track = window.track();
        int length = Math.min(steps, track.length() - window.start());
        float[] z = frames(b, window, length + 1, key, engine);
        for (int t = 0; t < length; t++) {
            int step = window.start() + t;
            int in = (t * size + b) * sizes.inputs();
            inputs.write(in, z, t * Z, Z);
            inputs.write(in + Z, track.actions(), step * A, A);
            if (sizes.heads().restart()) {
                inputs.set(in + Z + A, step == 0 ? 1 : 0);
            }
            int out = (t * size + b) * sizes.labels();
            labels.write(out, z, (t + 1) * Z, Z);
            labels.set(out + Z, track.terminated() && step == track.length() - 1 ? 1 : 0);
            labels.set(out + Z + 1, 1);
            if (sizes.heads().reward() > 0) {
                labels.set(out + Z + 2, track.rewards()[step]);
            }
        }
    }

    /** Draws of the window's frames, [count, Z]. */
    private float[] frames(int b, Window window, int count, long key, Engine engine) {
        int Z = sizes.latent();
        int at = b * (steps + 1) * Z;
        engine.kernels().sampling().gaussian(key, at, noise, at, count * Z);
        var z = new float[count * Z];
        noise.read(at, z, 0, z.length);
        float[] means = window.track().means();
        float[] deviations = window.track().deviations();
        int from = window.start() * Z;
        for (int i = 0; i < z.length; i++) {
            z[i] = means[from + i] + deviations[from + i] * z[i];
        }
        return z;
    }
}
