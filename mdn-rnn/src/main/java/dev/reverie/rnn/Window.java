package dev.reverie.rnn;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of an episode, and where in a batch it stands.
 *
 * @param start
 *            its first step
 * @param length
 *            its steps
 * @param row
 *            of the batch, in 0..B-1
 * @param at
 *            the step of the batch that it begins at, in 0..T-1
 */
record Window(EncodedEpisode track, int start, int length, int row, int at) {
    /** From the beginning of a row to its end, or the episode's. */
    static Window of(EncodedEpisode track, int start, int row, int steps) {
        return new Window(track, start, Math.min(steps, track.length() - start), row, 0);
    }

    /** In another row. */
    Window in(int other) {
        return new Window(track, start, length, other, at);
    }

    /** Windows of {@code steps} that cover episodes from their beginnings, the last of each shorter; all in row 0. */
    static List<Window> covering(List<EncodedEpisode> tracks, int steps) {
        var windows = new ArrayList<Window>();
        for (var track : tracks) {
            for (int start = 0; start < track.length(); start += steps) {
                windows.add(of(track, start, 0, steps));
            }
        }
        return windows;
    }
}
