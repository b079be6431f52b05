package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Episodes that M is not trained on, and how it does on them: in windows begun with empty memory, as in training, that cover the episodes; always the same
 * windows with the same draws.
 */
final class HeldOut {
    /** More batches than this would cost more than they tell. */
    private static final int MOST_BATCHES = 4;

    private final List<List<Window>> batches = new ArrayList<>();
    private final long key;

    HeldOut(List<Track> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        key = seed.bits();
        var all = new ArrayList<>(Window.covering(tracks, windows.length()));
        var random = seed.random();
        while (!all.isEmpty() && batches.size() < MOST_BATCHES) {
            var batch = new ArrayList<Window>();
            while (!all.isEmpty() && batch.size() < windows.batch()) {
                int drawn = random.nextInt(all.size());
                batch.add(all.get(drawn));
                all.set(drawn, all.get(all.size() - 1));
                all.remove(all.size() - 1);
            }
            batches.add(batch);
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
        Losses all = null;
        for (int i = 0; i < batches.size(); i++) {
            batch.fill(batches.get(i), key + i, engine);
            var losses = layer.measure(batch.rows(), batch.inputs(), batch.labels());
            all = all == null ? losses : all.and(losses);
        }
        return all;
    }
}
