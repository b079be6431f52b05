package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;

/** Whole episodes, each once before any comes again. */
final class WholeEpisodes implements WindowSampler {
    private final MdnRnnConfig.Windows windows;
    private final EndlessShuffle<EncodedEpisode> tracks;

    WholeEpisodes(List<EncodedEpisode> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        this.windows = windows;
        this.tracks = new EndlessShuffle<>(tracks, seed.child("episodes"));
    }

    /** Fails where an episode is longer than {@code steps}. */
    static void check(List<EncodedEpisode> tracks, int steps) {
        int longest = tracks.stream().mapToInt(EncodedEpisode::length).max().orElse(0);
        if (longest > steps) {
            throw new IllegalArgumentException("windows.length must be at least the " + longest
                    + " steps of the longest episode where windows.sequences is WHOLE, was " + steps + "; raise it, or take CARRIED");
        }
    }

    @Override
    public List<Window> next() {
        var all = new ArrayList<Window>(windows.batch());
        for (int b = 0; b < windows.batch(); b++) {
            all.add(Window.of(tracks.next(), 0, b, windows.length()));
        }
        return all;
    }
}
