package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of B sequences of T steps, time-major, as {@link BpttPass} reads them.
 *
 * <p>Latents are drawn anew from V's posteriors, each frame once: what a step is compared with is what the next step reads (Ha and
 * Schmidhuber 2018, A.2). A draw is a function of the key, the window's place, the frame and the element, so the number of threads changes
 * no bit. A chunk's last label and the first input of the chunk after it are two draws of one posterior.
 *
 * @param slots
 *            the heads whose labels are filled in
 * @param inputs
 *            [T·B, Z+A+1]
 * @param labels
 *            [T·B, {@link MdnRnnShape#labels}]
 * @param resets
 *            [T, B], 1 at the first step of an episode
 * @param noise
 *            [B, T+1, Z], for what is drawn
 */
record Batch(MdnRnnShape sizes, List<HeadSlot> slots, int steps, int size, Floats inputs, Floats labels, Floats resets, Floats noise) {
    /** On buffers for the rows. */
    static Batch on(MdnRnnShape sizes, MdnRnnConfig.Windows windows, Floats inputs, Floats labels) {
        return new Batch(sizes, sizes.slots(1), windows.length(), windows.batch(), inputs, labels,
                Floats.allocate(windows.length() * windows.batch()),
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
     *            those of a row one after the other
     * @param key
     *            of the draws
     */
    void fill(List<Window> windows, long key, Engine engine) {
        inputs.fill(0);
        labels.fill(0);
        resets.fill(0);
        var rows = windows.stream().collect(Collectors.groupingBy(Window::row, TreeMap::new, Collectors.toList()));
        var each = List.copyOf(rows.values());
        engine.pool().run(each.size(), i -> {
            var row = each.get(i);
            for (int number = 0; number < row.size(); number++) {
                fill(row.get(number), number, key, engine);
            }
        });
    }

    /**
     * @param number
     *            of the window in its row
     */
    private void fill(Window window, int number, long key, Engine engine) {
        int Z = sizes.latent();
        int A = sizes.actions();
        var track = window.track();
        float[] z = frames(window, number, key, engine);
        for (int t = 0; t < window.length(); t++) {
            int step = window.start() + t;
            int row = (window.at() + t) * size + window.row();
            int in = row * sizes.inputs();
            inputs.write(in, z, t * Z, Z);
            inputs.write(in + Z, track.latents().actions(), step * A, A);
            if (sizes.heads().restart()) {
                inputs.set(in + Z + A, step == 0 ? 1 : 0);
            }
            resets.set(row, step == 0 ? 1 : 0);
            int out = row * sizes.labels();
            labels.set(out + sizes.countsAt(), 1);
            for (int i = 0; i < slots.size(); i++) {
                slots.get(i).head().label(track.latents(), step, z, (t + 1) * Z, labels, out + slots.get(i).label());
            }
        }
    }

    /** Draws of the window's frames, [length + 1, Z]. */
    private float[] frames(Window window, int number, long key, Engine engine) {
        int Z = sizes.latent();
        int width = (steps + 1) * Z;
        int at = window.row() * width;
        var z = new float[(window.length() + 1) * Z];
        engine.kernels().sampling().gaussian(key, ((long) number * size + window.row()) * width, noise, at, z.length);
        noise.read(at, z, 0, z.length);
        float[] means = window.track().latents().means();
        float[] deviations = window.track().deviations();
        int from = window.start() * Z;
        for (int i = 0; i < z.length; i++) {
            z[i] = means[from + i] + deviations[from + i] * z[i];
        }
        return z;
    }
}
