package dev.reverie.vae;

import dev.reverie.compute.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Some thousand frames in memory, parts of files one after the other. */
final class ShuffleBuffer {
    /** Files read at a time, on all threads. */
    private static final int GROUP = 16;

    /**
     * Each by itself, 12 KB: whole episodes are so large to the garbage collector that a third of their memory would be lost between them.
     */
    private final byte[][] frames;

    private ShuffleBuffer(byte[][] frames) {
        this.frames = frames;
    }

    /**
     * Some frames of a file.
     *
     * @param from
     *            the first
     * @param to
     *            after the last
     */
    record Part(Path file, int from, int to) {
        private List<byte[]> read(FrameSource source, int side) {
            var clip = source.read(file).check(side);
            return IntStream.range(from, to).mapToObj(clip::frame).toList();
        }
    }

    /**
     * Reads all parts.
     *
     * @param stop
     *            whether to give up
     * @throws CancellationException
     *             if so
     */
    static ShuffleBuffer fill(FrameSource source, int side, List<Part> parts, BooleanSupplier stop) {
        var frames = new ArrayList<byte[]>();
        for (int from = 0; from < parts.size(); from += GROUP) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("interrupted while reading episodes");
            }
            var group = parts.subList(from, Math.min(parts.size(), from + GROUP));
            var read = new ArrayList<List<byte[]>>(Collections.nCopies(group.size(), null));
            Engine.current().pool().run(group.size(), i -> read.set(i, group.get(i).read(source, side)));
            read.forEach(frames::addAll);
        }
        return new ShuffleBuffer(frames.toArray(byte[][]::new));
    }

    void frame(int i, float[] into) {
        Pixels.toFloats(frames[i], 0, into, 0, frames[i].length);
    }

    /** The mean frame, rounded. */
    byte[] mean() {
        var sums = new long[frames[0].length];
        for (var frame : frames) {
            for (int p = 0; p < sums.length; p++) {
                sums[p] += frame[p] & 0xFF;
            }
        }
        var mean = new byte[frames[0].length];
        for (int p = 0; p < mean.length; p++) {
            mean[p] = (byte) ((sums[p] + frames.length / 2) / frames.length);
        }
        return mean;
    }
}
