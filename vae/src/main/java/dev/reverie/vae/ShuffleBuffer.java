package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Some thousand frames in memory, of whole episodes in random order up to a number of frames. If all episodes fit, they stand in the order of their
 * names, so that the content is the same whatever the draw.
 */
final class ShuffleBuffer {
    /** Episodes read at a time, on all threads. */
    private static final int GROUP = 16;

    private final List<Clip> clips;
    private final int size;
    private final boolean whole;
    private final int[] clipOf;
    private final int[] timeOf;

    private ShuffleBuffer(List<Clip> clips, int size, boolean whole) {
        this.clips = clips;
        this.size = size;
        this.whole = whole;
        clipOf = new int[size];
        timeOf = new int[size];
        int at = 0;
        for (int clip = 0; clip < clips.size(); clip++) {
            for (int t = 0; t < clips.get(clip).count() && at < size; t++, at++) {
                clipOf[at] = clip;
                timeOf[at] = t;
            }
        }
    }

    /**
     * Reads.
     *
     * @param capacity
     *            frames at most
     * @param stop
     *            whether to give up
     * @throws CancellationException
     *             if so
     */
    static ShuffleBuffer fill(List<Path> files, int capacity, Seed seed, BooleanSupplier stop) {
        int[] order = Split.permutation(files.size(), seed.random());
        var clips = new ArrayList<Clip>();
        int frames = 0;
        int next = 0;
        while (next < order.length && frames < capacity) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("interrupted while reading episodes");
            }
            int from = next;
            var read = new Clip[Math.min(GROUP, order.length - from)];
            Engine.current().pool().run(read.length, i -> read[i] = Clip.read(files.get(order[from + i])));
            for (int i = 0; i < read.length && frames < capacity; i++, next++) {
                clips.add(read[i]);
                frames += read[i].count();
            }
        }
        boolean whole = clips.size() == files.size() && frames <= capacity;
        if (whole) {
            clips.sort(Comparator.comparing(Clip::file));
        }
        return new ShuffleBuffer(clips, Math.min(frames, capacity), whole);
    }

    /** Number of frames. */
    int size() {
        return size;
    }

    /** Whether these are all frames there are. */
    boolean whole() {
        return whole;
    }

    void frame(int i, float[] into) {
        clips.get(clipOf[i]).frame(timeOf[i], into);
    }

    /** The mean frame, rounded. */
    byte[] mean() {
        var sums = new long[Blueprint.FRAME];
        for (int i = 0; i < size; i++) {
            var pixels = clips.get(clipOf[i]).pixels();
            int from = timeOf[i] * Blueprint.FRAME;
            for (int p = 0; p < sums.length; p++) {
                sums[p] += pixels[from + p] & 0xFF;
            }
        }
        var mean = new byte[Blueprint.FRAME];
        for (int p = 0; p < mean.length; p++) {
            mean[p] = (byte) ((sums[p] + size / 2) / size);
        }
        return mean;
    }
}
