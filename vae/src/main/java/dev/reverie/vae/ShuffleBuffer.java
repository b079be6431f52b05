package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Some thousand frames in memory, of whole episodes in random order up to a number of frames. If all episodes fit, they stand in the order of their
 * names, so that the content is the same whatever the draw.
 */
final class ShuffleBuffer {
    /** Episodes read at a time, on all threads. */
    private static final int GROUP = 16;

    /** Each by itself, 12 KB: whole episodes are so large to the garbage collector that a third of their memory would be lost between them. */
    private final byte[][] frames;
    private final boolean whole;

    private ShuffleBuffer(byte[][] frames, boolean whole) {
        this.frames = frames;
        this.whole = whole;
    }

    /** The frames of a file. */
    private record Part(Path file, List<byte[]> frames) {
        static Part read(Path file) {
            var clip = Clip.read(file);
            return new Part(file, IntStream.range(0, clip.count())
                    .mapToObj(t -> Arrays.copyOfRange(clip.pixels(), t * Blueprint.FRAME, (t + 1) * Blueprint.FRAME)).toList());
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
        var parts = new ArrayList<Part>();
        int count = 0;
        int next = 0;
        while (next < order.length && count < capacity) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("interrupted while reading episodes");
            }
            int from = next;
            var read = new Part[Math.min(GROUP, order.length - from)];
            Engine.current().pool().run(read.length, i -> read[i] = Part.read(files.get(order[from + i])));
            for (int i = 0; i < read.length && count < capacity; i++, next++) {
                parts.add(read[i]);
                count += read[i].frames.size();
            }
        }
        boolean whole = parts.size() == files.size() && count <= capacity;
        if (whole) {
            parts.sort(Comparator.comparing(Part::file));
        }
        return new ShuffleBuffer(parts.stream().flatMap(part -> part.frames.stream()).limit(capacity).toArray(byte[][]::new), whole);
    }

    /** Number of frames. */
    int size() {
        return frames.length;
    }

    /** Whether these are all frames there are. */
    boolean whole() {
        return whole;
    }

    void frame(int i, float[] into) {
        Pixels.toFloats(frames[i], 0, into, 0, Blueprint.FRAME);
    }

    /** The mean frame, rounded. */
    byte[] mean() {
        var sums = new long[Blueprint.FRAME];
        for (var frame : frames) {
            for (int p = 0; p < sums.length; p++) {
                sums[p] += frame[p] & 0xFF;
            }
        }
        var mean = new byte[Blueprint.FRAME];
        for (int p = 0; p < mean.length; p++) {
            mean[p] = (byte) ((sums[p] + frames.length / 2) / frames.length);
        }
        return mean;
    }
}
