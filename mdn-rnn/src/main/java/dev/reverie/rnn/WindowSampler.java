package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.List;

/** The windows of one update after another; a function of the seed, so that a resumed training skips what was seen. */
interface WindowSampler {
    static WindowSampler of(List<EncodedEpisode> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        return switch (windows.sequences()) {
            case RANDOM -> new RandomWindows(tracks, windows, seed);
            case WHOLE -> new WholeEpisodes(tracks, windows, seed);
            case CARRIED -> CarriedStreams.endless(tracks, windows, seed);
        };
    }

    /** Of the next update. */
    List<Window> next();

    /** Goes past so many updates. */
    default void skip(int updates) {
        for (int i = 0; i < updates; i++) {
            next();
        }
    }
}
