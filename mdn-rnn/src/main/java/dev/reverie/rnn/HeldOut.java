package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Episodes that M is not trained on, and how it does on them as in training: in windows begun with empty memory that cover the episodes, or, where memory is
 * carried, in the first chunks of streams of them; always the same with the same draws.
 */
final class HeldOut {
    /** More batches than this would cost more than they tell. */
    private static final int MOST_BATCHES = 4;

    private final List<List<Window>> batches = new ArrayList<>();
    private final long key;
    private final boolean carried;

    HeldOut(List<Track> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        key = seed.bits();
        carried = windows.sequences() == MdnRnnConfig.Sequences.CARRIED;
        if (carried) {
            chunks(tracks, windows, seed);
        } else {
            covering(tracks, windows, seed);
        }
    }

    /** The last ones where streams run out have empty rows. */
    private void chunks(List<Track> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        var once = new Shuffles<>(tracks, seed);
        var order = Stream.generate(once::next).limit(tracks.size()).toList();
        var streams = new Streams(order.iterator(), windows.batch(), windows.length());
        for (var chunk = streams.next(); !chunk.isEmpty() && batches.size() < MOST_BATCHES; chunk = streams.next()) {
            batches.add(chunk);
        }
    }

    private void covering(List<Track> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        var all = new ArrayList<>(Window.covering(tracks, windows.length()));
        var random = seed.random();
        while (!all.isEmpty() && batches.size() < MOST_BATCHES) {
            var batch = new ArrayList<Window>();
            while (!all.isEmpty() && batch.size() < windows.batch()) {
                int drawn = random.nextInt(all.size());
                batch.add(all.get(drawn).in(batch.size()));
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
        var memory = carried ? Memory.of(batch.size(), layer.sizes().hidden(), batch.resets()) : null;
        for (int i = 0; i < batches.size(); i++) {
            batch.fill(batches.get(i), key + i, engine);
            var losses = layer.measure(batch.rows(), batch.inputs(), batch.labels(), memory);
            all = all == null ? losses : all.and(losses);
        }
        return all;
    }
}
