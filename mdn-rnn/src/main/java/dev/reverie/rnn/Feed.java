package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.List;

/** The windows of one update after another; a function of the seed, so that a resumed training skips what was seen. */
interface Feed {
    static Feed of(List<Track> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        return switch (windows.sequences()) {
            case RANDOM -> new RandomFeed(tracks, windows, seed);
            case WHOLE -> new WholeFeed(tracks, windows, seed);
            case CARRIED -> Streams.endless(tracks, windows, seed);
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
