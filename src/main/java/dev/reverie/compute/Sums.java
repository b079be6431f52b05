package dev.reverie.compute;

import java.util.List;

/** Sums of partial gradients, in the order of the parts. */
public final class Sums {
    private static final int CHUNK = 1 << 16;

    private Sums() {
    }

    /**
     * total = Σ parts, on all threads.
     *
     * @param total
     *            overwritten
     * @param parts
     *            at least one, each of the total's size; added in their order, whatever the number of threads
     */
    public static void into(Pool pool, Kernels kernels, Floats total, List<Floats> parts) {
        int size = total.size();
        pool.run((size + CHUNK - 1) / CHUNK, chunk -> {
            int from = chunk * CHUNK;
            int length = Math.min(CHUNK, size - from);
            total.put(from, parts.get(0), from, length);
            for (Floats part : parts.subList(1, parts.size())) {
                kernels.elementwise().add(part, from, total, from, length);
            }
        });
    }
}
