package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * B rows of episode after episode, cut into chunks of T steps: each chunk goes on where its row's last one ended. A row whose episode ends
 * takes the next one there is; where there is none, the rest of the row is empty.
 */
final class CarriedStreams implements WindowSampler {
    private final Iterator<EncodedEpisode> tracks;
    private final int steps;
    /** What each row is in, null for nothing, and its next step there. */
    private final EncodedEpisode[] present;
    private final int[] next;

    /**
     * @param tracks
     *            those to come
     * @param batch
     *            B
     * @param steps
     *            T
     */
    CarriedStreams(Iterator<EncodedEpisode> tracks, int batch, int steps) {
        this.tracks = tracks;
        this.steps = steps;
        present = new EncodedEpisode[batch];
        next = new int[batch];
    }

    /** Without end, for training. Rows begin anywhere in their first episode, lest those of one length stay in step for ever. */
    static CarriedStreams endless(List<EncodedEpisode> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        var streams = new CarriedStreams(new EndlessShuffle<>(tracks, seed.child("episodes")), windows.batch(), windows.length());
        var random = seed.child("begin").random();
        for (int b = 0; b < windows.batch(); b++) {
            streams.present[b] = streams.tracks.next();
            streams.next[b] = random.nextInt(streams.present[b].length());
        }
        return streams;
    }

    /** Empty once all rows are. */
    @Override
    public List<Window> next() {
        var chunk = new ArrayList<Window>();
        for (int b = 0; b < present.length; b++) {
            for (int at = 0; at < steps && turn(b);) {
                int length = Math.min(steps - at, present[b].length() - next[b]);
                chunk.add(new Window(present[b], next[b], length, b, at));
                next[b] += length;
                at += length;
            }
        }
        return chunk;
    }

    /** Takes the next episode where the row's is over. */
    private boolean turn(int b) {
        if (present[b] == null || next[b] == present[b].length()) {
            present[b] = tracks.hasNext() ? tracks.next() : null;
            next[b] = 0;
        }
        return present[b] != null;
    }
}
