package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows from anywhere, episodes by their lengths; a window that would begin before its episode begins with it, so that the first step,
 * with which every dream starts, is met as often as others are, and one that would go on after the end is shorter. The share {@code atEnd}
 * has an end for certain, every episode that ended by itself as likely as any other.
 *
 * <p>An end may come at any step of a window, as likely at one as at another: M counts its steps, and where ends came with the last one
 * only, it would learn to foresee them by that, and every dream would be over soon after so many steps.
 */
final class RandomWindows implements WindowSampler {
    private final List<EncodedEpisode> tracks;
    private final List<EncodedEpisode> ended;
    private final MdnRnnConfig.Windows windows;
    private final Seed seed;
    /** Steps up to and including each track. */
    private final long[] steps;
    private int update;

    RandomWindows(List<EncodedEpisode> tracks, MdnRnnConfig.Windows windows, Seed seed) {
        this.tracks = tracks;
        this.windows = windows;
        this.seed = seed;
        ended = tracks.stream().filter(track -> track.latents().terminated()).toList();
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
                drawn.add(Window.of(track, Math.max(0, track.length() - 1 - random.nextInt(windows.length())), b, windows.length()));
            } else {
                var track = tracks.get(trackOf((long) (random.nextDouble() * steps[steps.length - 1])));
                drawn.add(Window.of(track, Math.max(0, random.nextInt(1 - windows.length(), track.length())), b, windows.length()));
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
