package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How M does on episodes that it is not trained on: on all their steps, every step with the same weight, M's memory carried from the
 * beginning of each episode to its end, however training cuts its windows. The draws from V's posteriors are always the same.
 */
final class HeldOut {
    private final List<List<Window>> batches = new ArrayList<>();
    private final long key;

    /** The longest episodes come first, so that few rows are empty at the end. */
    HeldOut(List<EncodedEpisode> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        key = seed.bits();
        var order = tracks.stream().sorted(Comparator.comparingInt(EncodedEpisode::length).reversed()).toList();
        var streams = new CarriedStreams(order.iterator(), windows.batch(), windows.length());
        for (var chunk = streams.next(); !chunk.isEmpty(); chunk = streams.next()) {
            batches.add(chunk);
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /**
     * @param batch
     *            gets the windows' rows
     */
    Losses measure(RecurrentMdnLayer layer, Batch batch, Engine engine) {
        var all = Losses.NONE;
        var memory = CarriedMemory.of(batch.size(), layer.sizes().memory(), batch.resets());
        for (int i = 0; i < batches.size(); i++) {
            batch.fill(batches.get(i), key + i, engine);
            all = all.and(layer.measure(batch.rows(), batch.inputs(), batch.labels(), memory));
        }
        return all;
    }
}
