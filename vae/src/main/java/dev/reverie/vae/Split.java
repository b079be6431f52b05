package dev.reverie.vae;

import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which files are trained on, and which are kept to measure on. A file that is there several times is on one side. */
record Split(List<Path> training, List<Path> heldOut) {
    /**
     * A random choice.
     *
     * @param share
     *            of the held-out ones; at least one where it is > 0
     */
    static Split of(List<Path> files, double share, Seed seed) {
        var distinct = files.stream().distinct().toList();
        int held = share > 0 ? Math.max(1, (int) Math.round(share * distinct.size())) : 0;
        if (distinct.size() <= held) {
            throw new IllegalArgumentException("episodes must be more than the " + held + " held out, were " + distinct.size());
        }
        var order = IntStream.of(permutation(distinct.size(), seed.random())).mapToObj(distinct::get).toList();
        var heldOut = order.subList(0, held);
        var apart = Set.copyOf(heldOut);
        return new Split(files.stream().filter(file -> !apart.contains(file)).sorted().toList(), heldOut);
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
