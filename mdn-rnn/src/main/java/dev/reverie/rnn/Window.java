package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of an episode.
 *
 * @param start
 *            its first step; it ends with the window's length or with the episode
 */
record Window(Track track, int start) {
    /** Draws windows of training. */
    static final class Draw {
        private final List<Track> tracks;
        private final List<Track> ended;
        private final MdnRnnConfig.Windows windows;
        /** Steps up to and including each track. */
        private final long[] steps;

        Draw(List<Track> tracks, MdnRnnConfig.Windows windows) {
            this.tracks = tracks;
            this.windows = windows;
            ended = tracks.stream().filter(Track::terminated).toList();
            steps = new long[tracks.size()];
            long sum = 0;
            for (int i = 0; i < steps.length; i++) {
                sum += tracks.get(i).length();
                steps[i] = sum;
            }
        }

        /**
         * The windows of one update. The share {@code atEnd} of them ends where an episode ended by itself, every such episode as likely as any
         * other. The others fall anywhere, episodes by their lengths; those that would begin before their episode begin with it, so that the first
         * step, with which every dream starts, is met as often as others are.
         */
        List<Window> of(Seed seed) {
            var random = seed.random();
            var drawn = new ArrayList<Window>(windows.batch());
            long atEnd = ended.isEmpty() ? 0 : Math.round(windows.atEnd() * windows.batch());
            for (int b = 0; b < windows.batch(); b++) {
                if (b < atEnd) {
                    var track = ended.get(random.nextInt(ended.size()));
                    drawn.add(new Window(track, Math.max(0, track.length() - windows.length())));
                } else {
                    var track = tracks.get(trackOf((long) (random.nextDouble() * steps[steps.length - 1])));
                    int last = Math.max(0, track.length() - windows.length());
                    drawn.add(new Window(track, Math.max(0, random.nextInt(1 - windows.length(), last + 1))));
                }
            }
            return drawn;
        }

        private int trackOf(long step) {
            int found = java.util.Arrays.binarySearch(steps, step + 1);
            return found >= 0 ? found : -found - 1;
        }
    }

    /** Windows of {@code length} that cover episodes from their beginnings, the last of each shorter. */
    static List<Window> covering(List<Track> tracks, int length) {
        var windows = new ArrayList<Window>();
        for (var track : tracks) {
            for (int start = 0; start < track.length(); start += length) {
                windows.add(new Window(track, start));
            }
        }
        return windows;
    }
}
