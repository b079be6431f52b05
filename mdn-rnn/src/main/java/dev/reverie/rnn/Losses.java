package dev.reverie.rnn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How M did on some rows, head by head.
 *
 * @param sums
 *            by the head's name, its {@link Head#sums}: first its loss, a mean over the rows that count, then what it counts
 * @param steps
 *            rows that counted
 */
record Losses(Map<String, double[]> sums, int steps) {
    static final Losses NONE = new Losses(Map.of(), 0);

    /** What training lowers. */
    double score() {
        return sums.values().stream().mapToDouble(own -> own[0]).sum();
    }

    /** A sum of a head; 0 without such a head. */
    double sum(String head, int i) {
        return sums.containsKey(head) ? sums.get(head)[i] : 0;
    }

    /** Of the next latent, nats a dimension. */
    double nll() {
        return sum("nll", 0);
    }

    /** Of both together; means weigh by steps. */
    Losses and(Losses other) {
        int all = steps + other.steps;
        var both = new LinkedHashMap<String, double[]>();
        other.sums.forEach((head, theirs) -> {
            var own = new double[theirs.length];
            Arrays.setAll(own, i -> i == 0 ? (sum(head, 0) * steps + theirs[0] * other.steps) / all : sum(head, i) + theirs[i]);
            both.put(head, own);
        });
        return new Losses(both, all);
    }

    /**
     * Of parts whose losses are their shares of the mean.
     *
     * @param slots
     *            the heads
     * @param steps
     *            that counted in all parts
     */
    static Losses sum(List<HeadSlot> slots, Losses[] parts, int steps) {
        var all = new LinkedHashMap<String, double[]>();
        for (var slot : slots) {
            var name = slot.head().name();
            all.put(name,
                    IntStream.range(0, slot.head().sums())
                            .mapToDouble(i -> Arrays.stream(parts).mapToDouble(part -> part.sum(name, i)).sum())
                            .toArray());
        }
        return new Losses(all, steps);
    }
}
