package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows from anywhere. The share {@code atEnd} of them ends where an episode ended by itself, every such episode as likely as any other. The others fall
 * anywhere, episodes by their lengths; those that would begin before their episode begin with it, so that the first step, with which every dream starts, is
 * met as often as others are.
 */
final class RandomFeed implements Feed {
    private final List<Track> tracks;
    private final List<Track> ended;
    private final MdnRnnConfig.Windows windows;
    private final Seed seed;
    /** Steps up to and including each track. */
    private final long[] steps;
    private int update;

    RandomFeed(List<Track> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        this.tracks = tracks;
        this.windows = windows;
        this.seed = seed;
        ended = tracks.stream().filter(Track::terminated).toList();
        steps = new long[tracks.size()];
        long sum = 0;
        for (int i = 0; i < steps.length; i++) {
            sum += tracks.get(i).length();
            steps[i] = sum;
        }
    }

    @Override
    public List<Window> next() {
        var random = seed.child("windows", ++update).random();
        var drawn = new ArrayList<Window>(windows.batch());
        long atEnd = ended.isEmpty() ? 0 : Math.round(windows.atEnd() * windows.batch());
        for (int b = 0; b < windows.batch(); b++) {
            if (b < atEnd) {
                var track = ended.get(random.nextInt(ended.size()));
                drawn.add(Window.of(track, Math.max(0, track.length() - windows.length()), b, windows.length()));
            } else {
                var track = tracks.get(trackOf((long) (random.nextDouble() * steps[steps.length - 1])));
                int last = Math.max(0, track.length() - windows.length());
                drawn.add(Window.of(track, Math.max(0, random.nextInt(1 - windows.length(), last + 1)), b, windows.length()));
            }
        }
        return drawn;
    }

    @Override
    public void skip(int updates) {
        update += updates;
    }

    private int trackOf(long step) {
        int found = Arrays.binarySearch(steps, step + 1);
        return found >= 0 ? found : -found - 1;
    }
}
