package dev.reverie.vae;

import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Which episodes are trained on, and which are kept to measure on. */
record Split(List<Path> training, List<Path> heldOut) {
    /**
     * A random choice.
     *
     * @param share
     *            of the held-out ones; at least one where it is > 0
     */
    static Split of(List<Path> files, double share, Seed seed) {
        int held = share > 0 ? Math.max(1, (int) Math.round(share * files.size())) : 0;
        if (files.size() <= held) {
            throw new IllegalArgumentException("episodes must be more than the " + held + " held out, were " + files.size());
        }
        var order = IntStream.of(permutation(files.size(), seed.random())).mapToObj(files::get).toList();
        return new Split(order.subList(held, order.size()).stream().sorted().toList(), order.subList(0, held));
    }

    /** 0..size-1 in random order (Fisher and Yates). */
    static int[] permutation(int size, Xoshiro256 random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
